import { useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem, api, unwrap } from "@/api/client";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { useSay } from "@/components/Toast";
import { ConfirmSet } from "../shared/ConfirmSet";
import { useFrozen } from "../shared/useFrozen";
import { PARKING } from "./queries";
import { rampText, rangesOf } from "./ramp";
import type { AffectedSet, GroupId } from "./types";

/** Sends a whole group again: first the exact set, then a reason, then few before many. */
export function ReplayGroup({ group }: { group: GroupId }) {
  const t = useTranslations("ops.parking.replayGroup");
  const say = useSay();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const plan = useFrozen(open, ["replay", group], () => readSet(group));
  const readAgain = () => void queries.invalidateQueries({ queryKey: PARKING });
  const set = plan.data;
  return (
    <>
      <Button icon={<RotateCw aria-hidden className="size-5" />} onClick={() => setOpen(true)}>
        {t("name")}
      </Button>
      <ConfirmSet
        open={open}
        onClose={() => setOpen(false)}
        title={t("title")}
        lead={t("lead")}
        safe={t("safe")}
        reason="required"
        confirm={set ? t("confirm", { count: set.count }) : t("name")}
        ready={set !== undefined && set.count > 0}
        onMovedOn={readAgain}
        onConfirm={async (reason) => {
          if (!set) return;
          const body = { ...group, dry_run: false, set_digest: set.set_digest, reason };
          await unwrap(api.POST("/api/v1/ops/parking/replays", { body }));
          say.done(t("begun", { count: set.count }));
          readAgain();
        }}
      >
        {plan.isPending && <Skeleton lines={2} />}
        {plan.isError && <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />}
        {set && <ShownSet set={set} />}
      </ConfirmSet>
    </>
  );
}

async function readSet(group: GroupId): Promise<AffectedSet> {
  const answer = await unwrap(api.POST("/api/v1/ops/parking/replays", { body: { ...group, dry_run: true } }));
  // A dry run answers the set and nothing else.
  if (!("set_digest" in answer)) throw new ApiProblem({ status: 200, code: "BAD_ANSWER" });
  return answer;
}

function ShownSet({ set }: { set: AffectedSet }) {
  const t = useTranslations("ops.parking.replayGroup");
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line bg-sunken/60 p-4">
      <p>
        <span className="font-display text-3xl font-bold tabular-nums">{set.count}</span>{" "}
        <span className="font-semibold">{t("messages", { count: set.count })}</span>
      </p>
      {set.ramp.length > 0 && (
        <p>
          {t("ramp")} <span className="font-mono text-sm font-semibold">{rampText(set.ramp)}</span>
        </p>
      )}
      {set.left_out > 0 && <p className="font-semibold text-warn">{t("leftOut", { count: set.left_out })}</p>}
      {set.count > 0 && (
        <details>
          <summary className="min-h-6 cursor-pointer font-medium text-brand">{t("ids")}</summary>
          <p className="mt-2 font-mono text-xs wrap-anywhere">{rangesOf(set.ids)}</p>
        </details>
      )}
      <p className="text-xs text-ink-soft">
        {t("digest")} <code className="font-mono wrap-anywhere">{set.set_digest}</code>
      </p>
    </div>
  );
}
