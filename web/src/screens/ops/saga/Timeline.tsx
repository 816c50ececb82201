import { ArrowRight, Send, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { StateIcon } from "../sagas/StateBadge";
import type { SagaDetail, Transition } from "../sagas/types";
import { Actor } from "../shared/Actor";
import { Ident, Tech } from "../shared/Ident";
import { Panel } from "../shared/Panel";

const GRID = "lg:grid lg:grid-cols-[6.5rem_1fr_1fr_1fr] lg:gap-x-6";

/** What came in, what state it made of which, what went out: a line each, the oldest first. */
export function Timeline({ saga }: { saga: SagaDetail }) {
  const t = useTranslations("ops.saga.timeline");
  return (
    <Panel title={t("title")} lead={t("lead")}>
      <div aria-hidden className={cx("hidden border-b border-line pb-2 text-sm font-semibold text-ink-soft", GRID)}>
        <span>{t("at")}</span>
        <span>{t("in")}</span>
        <span>{t("state")}</span>
        <span>{t("out")}</span>
      </div>
      <ol>
        {saga.timeline.map((line) => (
          <TimelineLine key={line.id} line={line} />
        ))}
      </ol>
    </Panel>
  );
}

function TimelineLine({ line }: { line: Transition }) {
  const t = useTranslations("ops.saga.timeline");
  const format = useFormatter();
  const at = new Date(line.at);
  return (
    <li
      className={cx(
        "border-b border-line py-4 last:border-b-0 lg:items-start",
        GRID,
        !line.moved && "bg-sunken/50 text-ink-soft",
      )}
    >
      <time dateTime={line.at} title={line.at} className="block text-sm font-medium tabular-nums max-lg:mb-2">
        {format.dateTime(at, {
          hour: "2-digit",
          minute: "2-digit",
          second: "2-digit",
          fractionalSecondDigits: 3,
          hourCycle: "h23",
        })}
      </time>
      <Cell name={t("in")}>
        <CameIn line={line} />
      </Cell>
      <Cell name={t("state")}>
        <Became line={line} />
      </Cell>
      <Cell name={t("out")}>
        <WentOut line={line} />
      </Cell>
    </li>
  );
}

function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 max-lg:mt-2 max-lg:border-l-2 max-lg:border-line max-lg:pl-3">
      <p className="text-xs font-semibold text-ink-soft lg:sr-only">{name}</p>
      {children}
    </div>
  );
}

function CameIn({ line }: { line: Transition }) {
  const t = useTranslations("ops.saga.timeline");
  const known = useTranslations("ops.trigger");
  // Our texts have no dots in their keys.
  const key = line.trigger.replaceAll(".", "_");
  return (
    <div className="flex flex-col items-start gap-0.5">
      <p className="font-semibold">{known.has(key) ? known(key) : line.trigger}</p>
      <Tech>{line.trigger}</Tech>
      {line.event_in && (
        <p className="text-sm">
          {t("event")} <Ident id={line.event_in} />
        </p>
      )}
      {line.actor && (
        <p className="flex items-center gap-1.5 text-sm">
          <UserRound aria-hidden className="size-4 shrink-0" />
          <Actor id={line.actor} />
        </p>
      )}
      {line.reason && <blockquote className="border-l-2 border-glow pl-2 text-sm italic">{line.reason}</blockquote>}
      {line.error && (
        <p className="text-sm text-danger">
          {t("error")} <Tech className="text-danger">{line.error}</Tech>
        </p>
      )}
    </div>
  );
}

function Became({ line }: { line: Transition }) {
  const t = useTranslations("ops.saga.timeline");
  if (!line.moved) {
    return (
      <p className="text-sm">
        <StateName state={line.state_after} />
        <span className="mt-0.5 block italic">{t("inVain")}</span>
      </p>
    );
  }
  if (line.state_before === line.state_after) {
    return (
      <p>
        <StateName state={line.state_after} />
        <span className="mt-0.5 block text-sm text-ink-soft">{t("stays")}</span>
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {line.state_before && (
        <>
          <StateName state={line.state_before} />
          <ArrowRight aria-label={t("becomes")} className="size-4 shrink-0 text-ink-soft" />
        </>
      )}
      <StateName state={line.state_after} strong />
    </p>
  );
}

function StateName({ state, strong = false }: { state: string; strong?: boolean }) {
  return (
    <span
      className={cx("inline-flex items-center gap-1.5 font-mono text-xs break-all", strong && "font-bold text-ink")}
    >
      <StateIcon state={state} className="size-4 shrink-0" />
      {state}
    </span>
  );
}

function WentOut({ line }: { line: Transition }) {
  const t = useTranslations("ops.saga.timeline");
  if (line.events_out.length === 0) return <p className="text-sm text-ink-soft">{t("nothingOut")}</p>;
  return (
    <ul className="flex flex-col gap-1.5">
      {line.events_out.map((event, index) => (
        <li key={event.event_id ?? index} className="flex items-start gap-1.5">
          <Send aria-hidden className="mt-0.5 size-4 shrink-0 text-brand" />
          <span className="min-w-0">
            <code className="font-mono text-sm break-all">{event.routing_key}</code>{" "}
            {event.event_id && <Ident id={event.event_id} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
