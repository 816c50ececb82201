import { Wrench } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { ConfirmSet } from "../shared/ConfirmSet";
import { useFrozen } from "../shared/useFrozen";
import { PlanList } from "./PlanList";
import { readPlan, repair } from "./queries";
import { drops, type Repaired } from "./types";

type Props = {
  chosen: string[];
  onClear: () => void;
  onRepaired: (outcomes: Repaired[]) => void;
  onMovedOn: () => void;
};

/** How many are chosen, and the way to repair them: a dry run, a reason, and then exactly that. */
export function RepairBar({ chosen, onClear, onRepaired, onMovedOn }: Props) {
  const t = useTranslations("ops.reconcile.repair");
  const [open, setOpen] = useState(false);
  // The dialog keeps its set while it closes, and while the list beneath it is read again.
  const [asked, setAsked] = useState<string[]>([]);
  const plan = useFrozen(open, ["plan", asked], (signal) => readPlan(asked, signal));
  const possible = plan.data?.findings.filter((finding) => finding.possible).length ?? 0;
  return (
    <>
      {chosen.length > 0 && (
        <div className="sticky bottom-20 z-10 mt-4 flex flex-wrap items-center gap-3 rounded-lg border border-line bg-raised p-3 pl-5 shadow-far md:bottom-4">
          <p role="status" className="min-w-0 flex-1 font-semibold">
            {t("chosen", { count: chosen.length })}
          </p>
          <Button look="quiet" size="sm" onClick={onClear}>
            {t("clear")}
          </Button>
          <Button
            icon={<Wrench aria-hidden className="size-5" />}
            onClick={() => {
              setAsked(chosen);
              setOpen(true);
            }}
          >
            {t("name")}
          </Button>
        </div>
      )}
      <ConfirmSet
        open={open}
        onClose={() => setOpen(false)}
        title={t("title", { count: asked.length })}
        lead={t("lead")}
        reason="required"
        typed={plan.data && drops(plan.data) ? t("typedWord", { count: possible }) : undefined}
        confirm={t("confirm", { count: possible })}
        ready={possible > 0}
        onMovedOn={onMovedOn}
        onConfirm={async (reason) => {
          if (plan.data) onRepaired((await repair(asked, plan.data, reason)).findings);
        }}
      >
        {plan.isPending && <Skeleton lines={3} />}
        {plan.isError && <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />}
        {plan.data && <PlanList plan={plan.data} />}
      </ConfirmSet>
    </>
  );
}
