import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/States";
import { Panel } from "../shared/Panel";
import { FindingCard } from "./FindingCard";
import { KindFilter } from "./KindFilter";
import type { useReport } from "./queries";
import { RepairBar } from "./RepairBar";
import { canBeRepaired, type Repaired, stillChosen } from "./types";

type Props = {
  report: ReturnType<typeof useReport>;
  kind: string | undefined;
  onKind: (kind: string | undefined) => void;
  onRepaired: (outcomes: Repaired[]) => void;
  onMovedOn: () => void;
};

/** The open findings; those with a safe action can be chosen and repaired together. */
export function Findings({ report, kind, onKind, onRepaired, onMovedOn }: Props) {
  const t = useTranslations("ops.reconcile");
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const findings = report.data?.pages.flatMap((page) => page.findings) ?? [];
  const chosen = stillChosen(picked, findings);
  const pick = (id: string, wanted: boolean) =>
    setPicked((ids) => (wanted ? new Set(ids).add(id) : new Set([...ids].filter((one) => one !== id))));
  return (
    <Panel title={t("findings")} lead={t("findingsLead")}>
      <KindFilter counts={report.data?.pages[0]?.counts ?? {}} kind={kind} onKind={onKind} />
      {findings.length === 0 ? (
        <EmptyState picture={<ShieldCheck />} title={t("fits")}>
          {t("fitsText")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {findings.map((finding) => (
            <FindingCard
              key={finding.id}
              finding={finding}
              chosen={picked.has(finding.id)}
              {...(canBeRepaired(finding) && { onChoose: (wanted: boolean) => pick(finding.id, wanted) })}
            />
          ))}
        </ul>
      )}
      {report.hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button look="secondary" busy={report.isFetchingNextPage} onClick={() => void report.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
      <RepairBar
        chosen={chosen}
        onClear={() => setPicked(new Set())}
        onMovedOn={onMovedOn}
        onRepaired={(outcomes) => {
          setPicked(new Set());
          onRepaired(outcomes);
        }}
      />
    </Panel>
  );
}
