import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, unwrap } from "@/api/client";
import { ErrorState, Skeleton } from "@/components/States";
import { useSay } from "@/components/Toast";
import { ConfirmSet } from "../shared/ConfirmSet";
import { useFrozen } from "../shared/useFrozen";
import { SAGAS } from "../sagas/queries";
import type { SagaDetail } from "../sagas/types";
import { DeedSet } from "./DeedSet";
import { type Deed, type Outcome, outcomesOf } from "./undoing";

/** Asks before a saga is touched. What it shows is the saga at one version, and only that version is touched. */
export function DeedDialog({
  sagaId,
  asked,
  onClose,
}: {
  sagaId: string;
  asked: Deed | undefined;
  onClose: () => void;
}) {
  const [last, setLast] = useState<Deed>();
  // While it closes it still says what it was about.
  if (asked !== undefined && asked !== last) setLast(asked);
  if (last === undefined) return null;
  return <AskedDialog key={last} sagaId={sagaId} deed={last} open={asked !== undefined} onClose={onClose} />;
}

type AskedProps = { sagaId: string; deed: Deed; open: boolean; onClose: () => void };

function AskedDialog({ sagaId, deed, open, onClose }: AskedProps) {
  const t = useTranslations(`ops.deed.${deed}`);
  const say = useSay();
  const queries = useQueryClient();
  const seen = useFrozen(open, ["saga", sagaId], (signal) =>
    unwrap(api.GET("/api/v1/ops/sagas/{saga_id}", { params: { path: { saga_id: sagaId } }, signal })),
  );
  const [chosen, setChosen] = useState<Outcome>();
  const saga = seen.data;
  const outcome = chosen ?? (saga ? outcomesOf(saga.actions)[0] : undefined);
  const readAgain = () => void queries.invalidateQueries({ queryKey: SAGAS });
  return (
    <ConfirmSet
      open={open}
      onClose={onClose}
      title={t("title", { name: saga?.name ?? "…" })}
      lead={t("lead")}
      {...(deed !== "compensate" && { safe: t("safe") })}
      reason={deed === "retry" ? "optional" : "required"}
      typed={deed === "compensate" ? saga?.subdomain : undefined}
      confirm={t("confirm")}
      ready={saga !== undefined && seen.isSuccess}
      onMovedOn={readAgain}
      onConfirm={async (reason) => {
        if (!saga) return;
        await press(saga, deed, reason, outcome);
        say.done(t("done", { name: saga.name }));
        readAgain();
      }}
    >
      {saga && <DeedSet saga={saga} deed={deed} outcome={outcome} onOutcome={setChosen} />}
      {seen.isPending && <Skeleton lines={2} />}
      {seen.isError && <ErrorState error={seen.error} onRetry={() => void seen.refetch()} />}
    </ConfirmSet>
  );
}

async function press(saga: SagaDetail, deed: Deed, reason: string, outcome: Outcome | undefined): Promise<void> {
  const params = { path: { saga_id: saga.saga_id } };
  const { version } = saga;
  if (deed === "retry") {
    const body = { version, ...(reason && { reason }) };
    await unwrap(api.POST("/api/v1/ops/sagas/{saga_id}/retry", { params, body }));
  } else if (deed === "compensate") {
    await unwrap(api.POST("/api/v1/ops/sagas/{saga_id}/compensate", { params, body: { reason, version } }));
  } else if (outcome) {
    await unwrap(api.POST("/api/v1/ops/sagas/{saga_id}/resolve", { params, body: { reason, version, outcome } }));
  }
}
