import { CircleCheck, LoaderCircle, OctagonX } from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Moment } from "@/components/Time";
import { Actor } from "../shared/Actor";
import { Tech } from "../shared/Ident";
import { rampText, stopOf } from "./ramp";
import type { Replay } from "./types";

const LOOKS = {
  running: { tone: "glow", Icon: LoaderCircle },
  finished: { tone: "ok", Icon: CircleCheck },
  stopped: { tone: "danger", Icon: OctagonX },
} as const;

/** How far a replay got, and why it stopped where it did. */
export function ReplayProgress({ replay, named = false }: { replay: Replay; named?: boolean }) {
  const t = useTranslations("ops.replay");
  const { tone, Icon } = LOOKS[replay.status];
  return (
    <article className="flex flex-col gap-2 rounded-md border border-line p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span role="status" className="inline-flex flex-wrap items-center gap-2">
          <Badge
            tone={tone}
            icon={<Icon aria-hidden className={replay.status === "running" ? "animate-spin" : undefined} />}
          >
            {t(`status.${replay.status}`)}
          </Badge>
          <Tech>{replay.status}</Tech>
        </span>
        <span className="text-sm text-ink-soft">
          <Moment at={replay.started_at} seconds /> · <Actor id={replay.actor} />
        </span>
      </div>
      {named && (
        <p className="font-semibold wrap-anywhere">{replay.fingerprint ?? t("one", { id: replay.message ?? 0 })}</p>
      )}
      <p className="tabular-nums">
        <span className="font-display text-2xl font-bold">{replay.done}</span>{" "}
        {t("of", { total: replay.total, failed: replay.failed, remaining: replay.remaining })}
      </p>
      <ProgressBar replay={replay} />
      {replay.ramp.length > 1 && (
        <p className="text-sm text-ink-soft">
          {t("ramp", {
            batch: Math.min(replay.batch, replay.ramp.length),
            batches: replay.ramp.length,
            ramp: rampText(replay.ramp),
          })}
        </p>
      )}
      {replay.reason && <blockquote className="border-l-2 border-glow pl-3 italic">{replay.reason}</blockquote>}
      {replay.stopped_reason && <Stopped reason={replay.stopped_reason} />}
    </article>
  );
}

function ProgressBar({ replay }: { replay: Replay }) {
  const t = useTranslations("ops.replay");
  const share = (amount: number) => (replay.total === 0 ? 0 : (amount / replay.total) * 100);
  return (
    <div
      role="progressbar"
      aria-label={t("progress")}
      aria-valuemin={0}
      aria-valuemax={replay.total}
      aria-valuenow={replay.done}
      className="overflow-hidden rounded-full"
    >
      <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="block h-2.5 w-full">
        <rect width="100" height="4" className="fill-sunken" />
        <rect width={share(replay.done)} height="4" className="fill-brand transition-[width] duration-300" />
        <rect x={share(replay.done)} width={share(replay.failed)} height="4" className="fill-danger" />
      </svg>
    </div>
  );
}

function Stopped({ reason }: { reason: string }) {
  const t = useTranslations("ops.replay");
  const { key, id, more } = stopOf(reason);
  return (
    <div className="rounded-md bg-danger-tint p-3">
      <p className="font-semibold text-danger">
        {t(`stop.${key}`, { id })} {more > 0 && t("stopMore", { count: more })}
      </p>
      <p className="text-sm">{t("stopNext")}</p>
      <p lang="en" className="mt-1 font-mono text-xs wrap-anywhere text-ink-soft">
        {reason}
      </p>
    </div>
  );
}
