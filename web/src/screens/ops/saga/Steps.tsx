import { Check, CircleDashed, CircleSlash, LoaderCircle, type LucideIcon, Undo2, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Duration } from "@/components/Time";
import { cx } from "@/components/cx";
import type { SagaDetail, TimedStep } from "../sagas/types";
import { Tech } from "../shared/Ident";
import { Panel } from "../shared/Panel";
import { StepBar } from "./StepBar";
import { pace } from "./pace";

type Status = TimedStep["status"];
const LOOKS: Record<Status, { Icon: LucideIcon; look: string }> = {
  pending: { Icon: CircleDashed, look: "bg-sunken text-ink-soft" },
  running: { Icon: LoaderCircle, look: "bg-glow-tint text-glow-ink" },
  done: { Icon: Check, look: "bg-ok-tint text-ok" },
  failed: { Icon: X, look: "bg-danger-tint text-danger" },
  compensated: { Icon: Undo2, look: "bg-warn-tint text-warn" },
  skipped: { Icon: CircleSlash, look: "bg-sunken text-ink-soft" },
};

/** The steps in their order, each beside what is usual. */
export function Steps({ saga }: { saga: SagaDetail }) {
  const t = useTranslations("ops.saga.steps");
  return (
    <Panel title={t("title")} lead={t("lead")}>
      <ol className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {saga.steps.map((step) => (
          <StepCard key={step.name} step={step} />
        ))}
      </ol>
    </Panel>
  );
}

function StepCard({ step }: { step: TimedStep }) {
  const t = useTranslations("ops");
  const { Icon, look } = LOOKS[step.status];
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-md border border-line p-4">
      <div className="flex items-center gap-3">
        <span className={cx("inline-flex size-10 shrink-0 items-center justify-center rounded-full", look)}>
          <Icon aria-hidden className="size-5" />
        </span>
        <div className="min-w-0">
          <p className="leading-tight font-semibold">
            {t.has(`step.${step.name}`) ? t(`step.${step.name}`) : step.name}
          </p>
          <Tech>{step.name}</Tech>
        </div>
      </div>
      <p className="text-sm">
        <span className="font-semibold">{t(`stepStatus.${step.status}`)}</span>
        {step.attempts > 1 && (
          <span className="text-ink-soft"> · {t("saga.steps.attempts", { count: step.attempts })}</span>
        )}
        {step.error_code && (
          <>
            {" "}
            <Tech className="text-danger">{step.error_code}</Tech>
          </>
        )}
      </p>
      <Timing step={step} />
    </li>
  );
}

function Timing({ step }: { step: TimedStep }) {
  const t = useTranslations("ops.saga.steps");
  const { duration_ms: took, p50_ms: p50, p95_ms: p95 } = step;
  // Its end is that of its undoing: beside what is usual for doing it, that would say nothing.
  const isUndone = step.status === "compensated";
  const isSlow = !isUndone && pace(took, p95) === "slow";
  return (
    <div className="mt-auto">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-display text-2xl font-bold tabular-nums">
          {took === null ? "–" : <Duration ms={took} />}
        </span>
        {isSlow && <span className="text-sm font-semibold text-warn">{t("slow")}</span>}
        {isUndone && <span className="text-sm text-ink-soft">{t("undone")}</span>}
      </p>
      {!isUndone && p50 !== null && p95 !== null && (
        <>
          <StepBar took={took} p50={p50} p95={p95} />
          <p className="mt-1.5 text-sm text-ink-soft">
            {t.rich("usual", { p50: () => <Duration ms={p50} />, p95: () => <Duration ms={p95} /> })}
          </p>
        </>
      )}
    </div>
  );
}
