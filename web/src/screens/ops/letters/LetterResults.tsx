import { MailCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { cx } from "@/components/cx";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { type Filters, isFiltering } from "./filters";
import { LetterTable } from "./LetterTable";
import type { useLetters } from "./queries";

type Props = { list: ReturnType<typeof useLetters>; filters: Filters; onClear: () => void };

/** The list with its filters, page after page. */
export function LetterResults({ list, filters, onClear }: Props) {
  const t = useTranslations("letters");
  if (list.isError && !list.data) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />;
  }
  if (!list.data) return <Skeleton lines={6} />;
  const letters = list.data.pages.flatMap((page) => page.items);
  if (letters.length === 0) return <Nothing filters={filters} onClear={onClear} />;
  return (
    <>
      <div className={cx("transition-opacity", list.isPlaceholderData && "opacity-60")}>
        <LetterTable caption={t("all")} letters={letters} />
      </div>
      {list.hasNextPage && (
        <div className="mt-5 flex justify-center">
          <Button look="secondary" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </>
  );
}

function Nothing({ filters, onClear }: { filters: Filters; onClear: () => void }) {
  const t = useTranslations("letters.empty");
  if (!isFiltering(filters)) {
    return (
      <EmptyState picture={<MailCheck />} title={t("none")}>
        {t("noneText")}
      </EmptyState>
    );
  }
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
