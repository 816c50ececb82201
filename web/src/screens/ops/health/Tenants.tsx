import { LifeBuoy } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { SearchField } from "@/components/SearchField";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { type Column, Table } from "@/components/Table";
import { Ago } from "@/components/Time";
import { StateBadge } from "../sagas/StateBadge";
import { Tech } from "../shared/Ident";
import { Panel } from "../shared/Panel";
import { EnterShop } from "./EnterShop";
import { type Tenant, TENANT_STATUSES, type TenantStatus, useTenants } from "./queries";
import { TenantStatusBadge, TenantStatusSelect } from "./TenantStatus";

/** The shops: enough to find one, and to go to its sign-up. */
export function Tenants() {
  const t = useTranslations("ops.tenants");
  const router = useRouter();
  const q = typeof router.query.q === "string" ? router.query.q : "";
  const status = TENANT_STATUSES.find((one) => one === router.query.situacao);
  const filter = (wanted: { q?: string; situacao?: TenantStatus | undefined }) => {
    const next = { q, situacao: status, ...wanted };
    const query = { ...(next.q && { q: next.q }), ...(next.situacao && { situacao: next.situacao }) };
    void router.replace({ query }, undefined, { shallow: true });
  };
  return (
    <Panel title={t("title")} lead={t("lead")}>
      <div className="mb-5 flex flex-wrap items-center gap-3">
        <SearchField label={t("search")} placeholder={t("search")} value={q} onSearch={(text) => filter({ q: text })} />
        <TenantStatusSelect value={status} onChange={(situacao) => filter({ situacao })} />
      </div>
      <TenantList q={q} status={status} ready={router.isReady} />
    </Panel>
  );
}

function TenantList({ q, status, ready }: { q: string; status: TenantStatus | undefined; ready: boolean }) {
  const t = useTranslations("ops.tenants");
  const tenants = useTenants(q, status, ready);
  const [asked, ask] = useState<Tenant>();
  if (tenants.isError && !tenants.data) {
    return <ErrorState error={tenants.error} onRetry={() => void tenants.refetch()} busy={tenants.isFetching} />;
  }
  if (!tenants.data) return <Skeleton lines={4} />;
  const rows = tenants.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <EmptyState title={t("none")}>{t("noneText")}</EmptyState>;
  const columns: Column<Tenant>[] = [
    { key: "name", title: t("column.name"), names: true, cell: (tenant) => <Name tenant={tenant} /> },
    { key: "status", title: t("column.status"), cell: (tenant) => <TenantStatusBadge status={tenant.status} /> },
    { key: "plan", title: t("column.plan"), cell: (tenant) => tenant.plan_type },
    { key: "created", title: t("column.created"), cell: (tenant) => <Ago at={tenant.created_at} /> },
    { key: "saga", title: t("column.saga"), cell: (tenant) => <SagaLink tenant={tenant} /> },
    {
      key: "deeds",
      title: t("column.deeds"),
      bare: true,
      cell: (tenant) => <EnterButton tenant={tenant} onAsk={ask} />,
    },
  ];
  return (
    <>
      <Table caption={t("title")} columns={columns} rows={rows} rowKey={(tenant) => tenant.id} />
      <EnterShop tenant={asked} onClose={() => ask(undefined)} />
      {tenants.hasNextPage && (
        <div className="mt-5 flex justify-center">
          <Button look="secondary" busy={tenants.isFetchingNextPage} onClick={() => void tenants.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </>
  );
}

function Name({ tenant }: { tenant: Tenant }) {
  return (
    <span className="flex flex-col items-start">
      {tenant.name}
      <Tech>{tenant.subdomain}</Tech>
      <Tech>{tenant.id}</Tech>
    </span>
  );
}

function EnterButton({ tenant, onAsk }: { tenant: Tenant; onAsk: (tenant: Tenant) => void }) {
  const t = useTranslations("ops.tenants.enter");
  if (tenant.status !== "active") return null;
  return (
    <Button
      look="secondary"
      size="sm"
      className="whitespace-nowrap"
      icon={<LifeBuoy aria-hidden className="size-4" />}
      aria-label={t("buttonOf", { name: tenant.name })}
      onClick={() => onAsk(tenant)}
    >
      {t("button")}
    </Button>
  );
}

function SagaLink({ tenant }: { tenant: Tenant }) {
  const t = useTranslations("ops.tenants");
  return (
    <span className="flex flex-col items-start gap-1">
      {tenant.saga_state && <StateBadge state={tenant.saga_state} />}
      <Link
        href={`/ops/sagas/${tenant.saga_id}`}
        aria-label={t("openSagaOf", { name: tenant.name })}
        className="inline-flex min-h-6 items-center font-medium text-brand underline"
      >
        {t("openSaga")}
      </Link>
    </span>
  );
}
