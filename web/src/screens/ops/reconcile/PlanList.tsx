import { useFormatter, useTranslations } from "use-intl";
import { Size } from "../shared/Size";
import { Tech } from "../shared/Ident";
import { ActionBadge } from "./ActionBadge";
import { isUsual, type Plan, type Planned } from "./types";
import { Why } from "./Why";

/** The dry run: what would be done to each, step by step in the system's own words, and what would not. */
export function PlanList({ plan }: { plan: Plan }) {
  const t = useTranslations("ops.reconcile.repair");
  return (
    <>
      <ul className="flex flex-col gap-3">
        {plan.findings.map((finding) => (
          <PlanItem key={finding.id} finding={finding} />
        ))}
      </ul>
      <p className="text-xs text-ink-soft">
        {t("digest")} <code className="font-mono wrap-anywhere">{plan.set_digest}</code>
      </p>
    </>
  );
}

function PlanItem({ finding }: { finding: Planned }) {
  const t = useTranslations("ops.reconcile");
  const format = useFormatter();
  const title = `kind.${finding.kind}.title`;
  return (
    <li className="flex flex-col gap-2 rounded-md border border-line bg-sunken/60 p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">{t.has(title) ? t(title) : finding.kind}</span>
        <ActionBadge action={finding.action} />
      </p>
      <Tech>{finding.subject}</Tech>
      {finding.tables > 0 && (
        <p className="font-semibold">
          {t("figures", { tables: format.number(finding.tables), rows: format.number(finding.rows) })} ·{" "}
          <Size bytes={finding.size_bytes} />
        </p>
      )}
      {finding.settling && <p className="text-sm text-info">{t("settlingText")}</p>}
      {finding.possible && isUsual(finding) && t.has(`kind.${finding.kind}.will`) && (
        <p>{t(`kind.${finding.kind}.will`)}</p>
      )}
      {finding.possible ? (
        <ol lang="en" className="list-decimal pl-5 font-mono text-xs text-ink-soft">
          {finding.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : (
        <p className="font-semibold text-warn">
          {t("repair.notPossible")} <Why sentence={finding.why_not ?? ""} />
        </p>
      )}
    </li>
  );
}
