import { useTranslations } from "use-intl";
import { Moment } from "@/components/Time";
import { Actor } from "../shared/Actor";
import { Panel } from "../shared/Panel";
import { CodeText, LetterStateBadge } from "./LetterState";
import type { HistoryLine } from "./types";

/** What became of each try, and what operators did and why; the oldest first. */
export function History({ lines }: { lines: readonly HistoryLine[] }) {
  const t = useTranslations("letters.history");
  return (
    <Panel title={t("title")} lead={t("lead")}>
      {lines.length === 0 && <p className="text-ink-soft">{t("none")}</p>}
      <ol className="flex flex-col">
        {lines.map((line, place) => (
          <Line key={`${line.at} ${place}`} line={line} />
        ))}
      </ol>
    </Panel>
  );
}

// All else that a person did, a person of the shop did.
const RESENT = "RESENT";

function Line({ line }: { line: HistoryLine }) {
  const t = useTranslations("letters.history");
  return (
    <li className="flex flex-col gap-1.5 border-b border-line py-3 last:border-b-0 sm:grid sm:grid-cols-[11rem_1fr] sm:gap-x-6">
      <span className="text-sm text-ink-soft tabular-nums">
        <Moment at={line.at} seconds />
      </span>
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <LetterStateBadge state={line.state} />
          {line.code && <CodeText code={line.code} />}
          {line.actor && (
            <span className="text-sm">{line.code === RESENT ? <Actor id={line.actor} /> : t("byShop")}</span>
          )}
        </p>
        {line.detail && (
          <p lang="en" className="font-mono text-xs wrap-anywhere text-ink-soft">
            {line.detail}
          </p>
        )}
        {line.reason && (
          <blockquote className="border-l-2 border-glow pl-3 wrap-anywhere italic">{line.reason}</blockquote>
        )}
      </div>
    </li>
  );
}
