import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { Button } from "@/components/Button";
import { LONGEST_SEARCH, SearchField } from "@/components/SearchField";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { cx } from "@/components/cx";
import type { Rows } from "./pages";

type Props<Row> = {
  list: Rows<Row>;
  q: string;
  onSearch: (text: string) => void;
  search: { label: string; placeholder: string };
  /** "3 tutores", "mais de 30 tutores". */
  count: (shown: number, more: boolean) => string;
  /** What to say when there is nothing, searched for or at all. */
  none: ReactNode;
  children: (rows: Row[]) => ReactNode;
};

/** A list that is searched as one types: the field, how many there are, the rows, and the next page. */
export function ListFrame<Row>({ list, q, onSearch, search, count, none, children }: Props<Row>) {
  const { rows } = list;
  const isBare = rows?.length === 0 && q === "" && list.settled;
  return (
    <div className="flex flex-col gap-4">
      <div className={cx("flex flex-wrap items-center justify-between gap-x-6 gap-y-2", isBare && "hidden")}>
        <SearchField {...search} value={q} onSearch={onSearch} />
        <p role="status" className="text-sm text-ink-soft">
          {rows && !list.error && count(rows.length, list.more !== null)}
        </p>
      </div>
      <ListBody list={list} none={none} onAll={() => onSearch("")}>
        {children}
      </ListBody>
    </div>
  );
}

type BodyProps<Row> = Pick<Props<Row>, "list" | "none" | "children"> & { onAll?: () => void };

/** The rows of a list and the way to more; `onAll` takes a search back that nobody can look for. */
export function ListBody<Row>({ list, none, onAll, children }: BodyProps<Row>) {
  const t = useTranslations("common");
  const { rows, error } = list;
  if (onAll && isRefusedSearch(error) && !rows) return <RefusedSearch onAll={onAll} />;
  if (error && !rows) return <ErrorState error={error} onRetry={list.retry} busy={list.busy} />;
  if (!rows) return <Skeleton lines={6} />;
  if (rows.length === 0) return none;
  return (
    <>
      <div aria-busy={list.busy}>{children(rows)}</div>
      {error ? (
        <ErrorState error={error} onRetry={list.retry} busy={list.busy} />
      ) : (
        list.more && (
          <Button look="secondary" className="self-center" busy={list.loadingMore} onClick={list.more}>
            {t("more")}
          </Button>
        )
      )}
    </>
  );
}

function isRefusedSearch(error: Error | null): boolean {
  return error instanceof ApiProblem && error.fields.some(({ field }) => field === "q");
}

/** What nobody can look for: asking again would not help. */
function RefusedSearch({ onAll }: { onAll: () => void }) {
  const t = useTranslations("shop.list");
  return (
    <EmptyState
      picture={<SearchX />}
      title={t("refusedTitle")}
      action={
        <Button look="secondary" onClick={onAll}>
          {t("all")}
        </Button>
      }
    >
      {t("refusedText", { limit: LONGEST_SEARCH })}
    </EmptyState>
  );
}
