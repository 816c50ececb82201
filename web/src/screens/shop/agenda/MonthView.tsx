import Link from "next/link";
import { useTranslations } from "use-intl";
import { Box } from "@/components/Box";
import { cx } from "@/components/cx";
import { ErrorState } from "@/components/States";
import { monthOf } from "./clock";
import { useCounts } from "./queries";
import { useAgendaWords } from "./useAgendaWords";

/** How full each day of a month is; a day leads to itself. */
export function MonthView({ date, today }: { date: string; today: string }) {
  const t = useTranslations("agenda");
  const words = useAgendaWords("UTC");
  const weeks = monthOf(date);
  const query = useCounts(weeks[0]?.[0] ?? date, weeks.at(-1)?.[6] ?? date);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const counts = new Map(query.data?.map(({ data, total }) => [data, total]));
  const most = Math.max(1, ...counts.values());
  return (
    <div className="overflow-x-auto">
      <table className="w-full table-fixed border-separate border-spacing-1">
        <caption className="sr-only">{t("monthCaption", { month: words.month(date) })}</caption>
        <thead>
          <tr>
            {(weeks[0] ?? []).map((day) => (
              <th key={day} scope="col" className="pb-1 text-sm font-semibold text-ink-soft">
                {words.weekday(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className="p-0">
                  <Link
                    href={{ pathname: "/agenda", query: day === today ? {} : { dia: day } }}
                    className={cx(
                      "flex h-20 flex-col justify-between rounded-md border bg-surface p-2 hover:border-brand sm:h-24",
                      day === today ? "border-brand" : "border-line",
                      day.slice(0, 7) !== date.slice(0, 7) && "border-dashed text-ink-soft",
                    )}
                  >
                    <span className="sr-only">
                      {t("dayCount", { day: words.day(day), count: counts.get(day) ?? 0 })}
                    </span>
                    <span aria-hidden className={cx("text-sm font-semibold", day === today && "text-brand-strong")}>
                      {Number(day.slice(8))}
                    </span>
                    <Load count={counts.get(day) ?? 0} most={most} />
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A bar with its number: the fullest day of the month is full. */
function Load({ count, most }: { count: number; most: number }) {
  if (count === 0) return <span className="h-6" />;
  return (
    <span aria-hidden className="flex items-center gap-1.5">
      <span className="h-1.5 flex-1 overflow-hidden rounded-full bg-sunken max-sm:hidden">
        <Box className="h-full rounded-full bg-brand" at={{ width: `${(count / most) * 100}%` }} />
      </span>
      <span className="text-sm font-semibold tabular-nums">{count}</span>
    </span>
  );
}
