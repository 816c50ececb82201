import { CircleCheck, CirclePause, CircleSlash2, CircleX, Hourglass, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge, type Tone } from "@/components/Badge";
import { FilterSelect } from "@/components/FilterSelect";
import { Tech } from "../shared/Ident";
import { TENANT_STATUSES, type TenantStatus } from "./queries";

const LOOKS: Record<TenantStatus, { tone: Tone; Icon: LucideIcon }> = {
  active: { tone: "ok", Icon: CircleCheck },
  provisioning: { tone: "info", Icon: Hourglass },
  suspended: { tone: "warn", Icon: CirclePause },
  failed: { tone: "danger", Icon: CircleX },
  deleting: { tone: "warn", Icon: CircleSlash2 },
  deleted: { tone: "neutral", Icon: CircleSlash2 },
};

/** How a shop stands in the registry. */
export function TenantStatusBadge({ status }: { status: string }) {
  const t = useTranslations("ops.tenants.status");
  const known = TENANT_STATUSES.find((one) => one === status);
  if (!known) return <Badge>{status}</Badge>;
  const { tone, Icon } = LOOKS[known];
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone={tone} icon={<Icon aria-hidden />}>
        {t(known)}
      </Badge>
      <Tech>{known}</Tech>
    </span>
  );
}

export function TenantStatusSelect({
  value,
  onChange,
}: {
  value: TenantStatus | undefined;
  onChange: (status: TenantStatus | undefined) => void;
}) {
  const t = useTranslations("ops.tenants");
  return (
    <FilterSelect
      label={t("column.status")}
      any={t("anyStatus")}
      options={TENANT_STATUSES.map((status) => ({ value: status, text: t(`status.${status}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
