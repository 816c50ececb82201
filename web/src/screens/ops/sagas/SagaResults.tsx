import { ArrowUp } from "lucide-react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { Button, ButtonLink } from "@/components/Button";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { cx } from "@/components/cx";
import { type Filters, isFiltering, isUuid } from "./filters";
import { onHolding } from "./holding";
import { useSagaList } from "./queries";
import { SagaTable } from "./SagaTable";
import type { Live } from "./useLiveSagas";

type Props = {
  filters: Filters;
  ready: boolean;
  live: Live;
  /** Somebody points at the list or moves in it: rows must not move away. */
  onHold: (held: boolean) => void;
  onClear: () => void;
};

/** The list with its filters, page after page; what is new is announced, and comes on top. */
export function SagaResults({ filters, ready, live, onHold, onClear }: Props) {
  const t = useTranslations("ops.sagas");
  const hold = useMemo(() => onHolding(onHold), [onHold]);
  const list = useSagaList(filters, ready);
  const sagas = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError && !list.data) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />;
  }
  if (!list.data) return <Skeleton lines={6} />;
  return (
    <div ref={hold}>
      <OpenById q={filters.q} />
      <p role="status" className="sr-only">
        {live.newest && t("announced", { name: live.newest.name })}
      </p>
      <div>
        {live.waiting.length > 0 && (
          <Button
            wide
            look="secondary"
            className="mb-4"
            icon={<ArrowUp aria-hidden className="size-5" />}
            onClick={live.showWaiting}
          >
            {t("arrived", { count: live.waiting.length })}
          </Button>
        )}
      </div>
      {sagas.length === 0 ? (
        <Nothing filters={filters} onClear={onClear} />
      ) : (
        <div className={cx("transition-opacity", list.isPlaceholderData && "opacity-60")}>
          <SagaTable caption={t("all")} sagas={sagas} marked={live.marked} />
        </div>
      )}
      {list.hasNextPage && (
        <div className="mt-5 flex justify-center">
          <Button look="secondary" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A number may be a saga's, which no list is searched for. */
function OpenById({ q }: { q: string }) {
  const t = useTranslations("ops.sagas");
  if (!isUuid(q)) return null;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3 rounded-md bg-info-tint p-4">
      <p className="flex-1">{t("byId")}</p>
      <ButtonLink size="sm" look="secondary" href={`/ops/sagas/${q.trim()}`}>
        {t("openById")}
      </ButtonLink>
    </div>
  );
}

function Nothing({ filters, onClear }: { filters: Filters; onClear: () => void }) {
  const t = useTranslations("ops.sagas.empty");
  if (!isFiltering(filters)) return <EmptyState title={t("none")}>{t("noneText")}</EmptyState>;
  return (
    <EmptyState
      title={t("filtered")}
      action={
        <Button look="secondary" onClick={onClear}>
          {t("clear")}
        </Button>
      }
    >
      {t("filteredText")}
    </EmptyState>
  );
}
