import { Clock } from "lucide-react";
import Link from "next/link";
import { useId } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Age } from "../shared/Countdown";
import { Tech } from "../shared/Ident";
import { Size } from "../shared/Size";
import { ActionBadge } from "./ActionBadge";
import { type Finding, isUsual } from "./types";

/** One thing that does not fit: what it is, for how long, what would be done, what is at risk. */
export function FindingCard({
  finding,
  chosen,
  onChoose,
}: {
  finding: Finding;
  chosen: boolean;
  /** Absent where nothing is safe to do. */
  onChoose?: (chosen: boolean) => void;
}) {
  const t = useTranslations("ops.reconcile");
  const id = useId();
  const title = t.has(`kind.${finding.kind}.title`) ? t(`kind.${finding.kind}.title`) : finding.kind;
  return (
    <li className="flex gap-3 rounded-md border border-line p-4 has-[input:checked]:border-brand has-[input:checked]:bg-brand-tint/40">
      {onChoose && (
        <input
          id={id}
          type="checkbox"
          checked={chosen}
          aria-label={t("choose", { title, subject: finding.subject })}
          onChange={(event) => onChoose(event.target.checked)}
          className="mt-0.5 size-6 shrink-0 cursor-pointer accent-brand"
        />
      )}
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h3 className="text-lg leading-tight font-bold">
            <label htmlFor={onChoose && id}>{title}</label>
          </h3>
          <Tech>{finding.kind}</Tech>
          <ActionBadge action={finding.action} />
          {finding.settling && (
            <Badge tone="info" icon={<Clock aria-hidden />}>
              {t("settling")}
            </Badge>
          )}
        </div>
        <p className="font-mono text-sm wrap-anywhere">{finding.subject}</p>
        <Figures finding={finding} />
        <Advice finding={finding} />
      </div>
    </li>
  );
}

function Figures({ finding }: { finding: Finding }) {
  const t = useTranslations("ops.reconcile");
  const format = useFormatter();
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
      <span>
        {t("age")} <Age since={finding.since ?? finding.first_seen_at} />
      </span>
      {finding.tables !== null && finding.rows !== null && (
        <span className="font-semibold text-ink">
          {t("figures", { tables: format.number(finding.tables), rows: format.number(finding.rows) })}
          {finding.size_bytes !== null && (
            <>
              {" · "}
              <Size bytes={finding.size_bytes} />
            </>
          )}
        </span>
      )}
      {finding.saga_id && (
        <Link href={`/ops/sagas/${finding.saga_id}`} className="text-brand underline">
          {t("openSaga")}
        </Link>
      )}
    </p>
  );
}

function Advice({ finding }: { finding: Finding }) {
  const t = useTranslations("ops.reconcile");
  const words = `kind.${finding.kind}`;
  const ours = isUsual(finding) && t.has(`${words}.will`);
  return (
    <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]">
      <dt className="text-sm text-ink-soft sm:pt-0.5">{t("will")}</dt>
      <dd>{ours ? t(`${words}.will`) : <span lang="en">{finding.will}</span>}</dd>
      <dt className="text-sm text-ink-soft sm:pt-0.5">{t("risk")}</dt>
      <dd>{t.has(`${words}.risk`) ? t(`${words}.risk`) : <span lang="en">{finding.risk}</span>}</dd>
      {finding.detail && (
        <>
          <dt className="text-sm text-ink-soft sm:pt-0.5">{t("detail")}</dt>
          <dd lang="en" className="font-mono text-xs wrap-anywhere sm:pt-1">
            {finding.detail}
          </dd>
        </>
      )}
    </dl>
  );
}
