import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ScanSearch } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { Title } from "@/base/Title";
import { Button } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { ErrorState, Skeleton } from "@/components/States";
import { Refusal } from "../shared/Refusal";
import { Copies } from "./Copies";
import { Findings } from "./Findings";
import { LastRun } from "./LastRun";
import { Outcomes } from "./Outcomes";
import { RECONCILE, scan, useReport } from "./queries";
import type { Repaired } from "./types";

/** What does not fit together, and what is safe to do about it. */
export function ReconcileScreen() {
  const t = useTranslations("ops.reconcile");
  const queries = useQueryClient();
  const [kind, setKind] = useState<string>();
  const [outcomes, setOutcomes] = useState<readonly Repaired[]>([]);
  const report = useReport(kind);
  const readAgain = () => queries.invalidateQueries({ queryKey: RECONCILE });
  const scanning = useMutation({ mutationFn: scan, onSettled: readAgain });
  const first = report.data?.pages[0];
  return (
    <div className="flex flex-col gap-6">
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        action={
          <Button
            busy={scanning.isPending}
            onClick={() => scanning.mutate()}
            icon={<ScanSearch aria-hidden className="size-5" />}
          >
            {t("scan")}
          </Button>
        }
      />
      {scanning.error instanceof ApiProblem && <Refusal problem={scanning.error} />}
      {report.isError && !first && (
        <ErrorState error={report.error} onRetry={() => void report.refetch()} busy={report.isFetching} />
      )}
      {report.isPending && <Skeleton lines={5} />}
      {first && (
        <>
          <LastRun run={first.run} running={first.running || scanning.isPending} />
          <Outcomes outcomes={outcomes} />
          <Findings
            report={report}
            kind={kind}
            onKind={setKind}
            onRepaired={(done) => {
              setOutcomes(done);
              void readAgain();
            }}
            onMovedOn={() => void readAgain()}
          />
        </>
      )}
      <Copies />
    </div>
  );
}
