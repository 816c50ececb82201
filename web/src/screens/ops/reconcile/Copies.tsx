import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { ErrorState, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { Moment } from "@/components/Time";
import { Actor } from "../shared/Actor";
import { Tech } from "../shared/Ident";
import { Panel } from "../shared/Panel";
import { Size } from "../shared/Size";
import { useCopies, useCopy } from "./queries";
import type { Copy } from "./types";

/** The rows of what was removed, as long as they are kept. */
export function Copies() {
  const t = useTranslations("ops.reconcile.copies");
  const copies = useCopies();
  return (
    <Panel title={t("title")} lead={t("lead")}>
      {copies.isError && !copies.data && <ErrorState error={copies.error} onRetry={() => void copies.refetch()} />}
      {copies.isPending && <Skeleton lines={2} />}
      {copies.data?.items.length === 0 && <p className="text-ink-soft">{t("none")}</p>}
      <ul className="flex flex-col gap-3">
        {copies.data?.items.map((copy) => (
          <CopyItem key={copy.id} copy={copy} />
        ))}
      </ul>
    </Panel>
  );
}

function CopyItem({ copy }: { copy: Copy }) {
  const t = useTranslations("ops.reconcile.copies");
  const format = useFormatter();
  const [open, setOpen] = useState(false);
  return (
    <li className="rounded-md border border-line p-4">
      <p className="font-mono text-sm font-semibold wrap-anywhere">{copy.subject}</p>
      <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
        <span>
          <Moment at={copy.created_at} seconds /> · <Actor id={copy.actor} />
        </span>
        <span className="font-semibold text-ink">
          {t("figures", { tables: format.number(copy.tables), rows: format.number(copy.rows) })} ·{" "}
          <Size bytes={copy.csv_bytes} />
        </span>
        <Tech>{copy.kind}</Tech>
      </p>
      <blockquote className="mt-2 border-l-2 border-glow pl-3 italic">{copy.reason}</blockquote>
      {!copy.finished_at && <p className="mt-2 font-semibold text-warn">{t("brokenOff")}</p>}
      <details className="mt-2" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="min-h-6 cursor-pointer font-medium text-brand">
          {t("tables", { count: copy.tables })}
        </summary>
        {open && <CopiedTables copy={copy} />}
      </details>
    </li>
  );
}

function CopiedTables({ copy }: { copy: Copy }) {
  const t = useTranslations("ops.reconcile.copies");
  const format = useFormatter();
  const detail = useCopy(copy.id, true);
  if (detail.isError) return <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />;
  if (!detail.data) return <Skeleton lines={2} className="mt-3" />;
  return (
    <Table
      caption={t("tablesOf", { subject: copy.subject })}
      rows={detail.data.tables}
      rowKey={(table) => table.name}
      columns={[
        { key: "name", title: t("column.name"), names: true, cell: (table) => <Tech>{table.name}</Tech> },
        { key: "rows", title: t("column.rows"), align: "right", cell: (table) => format.number(table.rows) },
        { key: "columns", title: t("column.columns"), align: "right", cell: (table) => table.columns.length },
        { key: "size", title: t("column.size"), align: "right", cell: (table) => <Size bytes={table.csv_bytes} /> },
      ]}
    />
  );
}
