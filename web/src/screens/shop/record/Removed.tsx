import type { UseMutationResult } from "@tanstack/react-query";
import { ArchiveRestore, RotateCcw } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { ErrorState, Skeleton } from "@/components/States";
import type { Rows } from "../list/pages";
import { useRestoring } from "./useRestoring";

type Gone = { id: number; nome: string; excluido_em: string | null; mesclado_em?: number | null };

/** The way to what was deleted, below a list. */
export function RemovedButton({ onClick }: { onClick: () => void }) {
  const t = useTranslations("animal.removed");
  return (
    <Button look="quiet" className="mt-6" onClick={onClick} icon={<ArchiveRestore aria-hidden className="size-5" />}>
      {t("show")}
    </Button>
  );
}

/** What was deleted from a list, and the way back. */
export function RemovedDialog({
  list,
  restoring,
  onClose,
}: {
  list: Rows<Gone>;
  restoring: UseMutationResult<unknown, Error, number>;
  onClose: () => void;
}) {
  const t = useTranslations("animal.removed");
  const common = useTranslations("common");
  const { rows, error, retry, busy, more, loadingMore } = list;
  // What was merged lives on in the other record.
  const shown = rows?.filter(({ mesclado_em }) => !mesclado_em);
  return (
    <Dialog open onClose={onClose} title={t("title")} lead={t("lead")}>
      {error && !rows && <ErrorState error={error} onRetry={retry} busy={busy} />}
      {!error && !shown && <Skeleton lines={3} />}
      {shown?.length === 0 && !more && <p>{t("none")}</p>}
      {shown && shown.length > 0 && (
        <ul className="flex flex-col">
          {shown.map((row) => (
            <GoneRow key={row.id} row={row} restoring={restoring} />
          ))}
        </ul>
      )}
      {more && (
        <Button look="secondary" busy={loadingMore} onClick={more}>
          {common("more")}
        </Button>
      )}
    </Dialog>
  );
}

function GoneRow({ row, restoring }: { row: Gone; restoring: UseMutationResult<unknown, Error, number> }) {
  const t = useTranslations("animal.removed");
  const format = useFormatter();
  const restore = useRestoring(restoring);
  return (
    <li className="flex items-center justify-between gap-3 border-t border-line py-2 first:border-0">
      <span className="min-w-0">
        <span className="block font-semibold wrap-anywhere">{row.nome}</span>
        {row.excluido_em && (
          <span className="block text-sm text-ink-soft">
            {t("gone", { date: format.dateTime(new Date(row.excluido_em), { dateStyle: "short" }) })}
          </span>
        )}
      </span>
      <Button
        look="secondary"
        busy={restoring.isPending && restoring.variables === row.id}
        aria-label={t("restoreOf", { nome: row.nome })}
        icon={<RotateCcw aria-hidden className="size-5" />}
        onClick={() => restore(row)}
      >
        {t("restore")}
      </Button>
    </li>
  );
}
