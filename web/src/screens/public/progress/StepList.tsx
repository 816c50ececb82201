import { Check, Undo2, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { Duration } from "@/components/Time";
import { PawMark } from "../art/PawMark";
import type { StepLook, StepView } from "./view";

const DISCS: Record<StepLook, string> = {
  waiting: "border-2 border-dashed border-line-strong text-line-strong",
  running: "bg-glow text-[#2b1a02] animate-breathe",
  done: "bg-brand text-on-brand animate-pop",
  failed: "bg-danger text-on-danger",
  undone: "bg-sunken text-ink-soft",
};

/** The four steps of a sign-up, as they light up. */
export function StepList({ steps }: { steps: StepView[] }) {
  const t = useTranslations("public.progress");
  return (
    <ol aria-label={t("steps")} className="flex flex-col">
      {steps.map((step, index) => (
        <Step key={step.name} step={step} isLast={index === steps.length - 1} />
      ))}
    </ol>
  );
}

function Step({ step: { name, look, ms }, isLast }: { step: StepView; isLast: boolean }) {
  const t = useTranslations("public.progress");
  return (
    <li className="grid grid-cols-[3rem_minmax(0,1fr)_auto] gap-x-4">
      <div className="flex flex-col items-center">
        <span
          key={look}
          aria-hidden
          className={cx("flex size-12 items-center justify-center rounded-full", DISCS[look])}
        >
          <Mark look={look} />
        </span>
        {!isLast && (
          <span
            aria-hidden
            className={cx(
              "min-h-5 w-1 flex-1 rounded-full transition-colors duration-300",
              look === "done" ? "bg-brand" : "bg-sunken",
            )}
          />
        )}
      </div>
      <p
        className={cx(
          "pt-2.5 pb-3 text-lg leading-7",
          look === "waiting" || look === "undone" ? "text-ink-soft" : "font-semibold",
          look === "undone" && "line-through",
        )}
      >
        {t(look === "done" ? `done.${name}` : `step.${name}`)}
        <span className="sr-only">, {t(`look.${look}`)}</span>
      </p>
      <p className="pt-3 text-ink-soft tabular-nums">{ms !== undefined && look === "done" && <Duration ms={ms} />}</p>
    </li>
  );
}

function Mark({ look }: { look: StepLook }) {
  if (look === "done") return <Check className="size-6" strokeWidth={3} />;
  if (look === "failed") return <X className="size-6" strokeWidth={3} />;
  if (look === "undone") return <Undo2 className="size-5" />;
  return <PawMark className="size-6" />;
}
