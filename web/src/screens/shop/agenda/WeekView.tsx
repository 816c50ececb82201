import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { ErrorState, Skeleton } from "@/components/States";
import { BookingDialogs } from "./BookingDialogs";
import { dateAt, weekOf } from "./clock";
import { type Dia, useSpan } from "./queries";
import { StateBadge } from "./StateBadge";
import { peopleOf } from "./states";
import { useAgendaWords } from "./useAgendaWords";

/** Seven days side by side, each in the order of its clock. */
export function WeekView({ date, today }: { date: string; today: Dia }) {
  const t = useTranslations("agenda");
  const zone = today.timezone;
  const words = useAgendaWords(zone);
  const week = weekOf(date);
  const query = useSpan(week[0] ?? date, week[6] ?? date);
  const [peeked, setPeeked] = useState<number | null>(null);
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton lines={6} />;
  const shown = query.data.filter(({ status }) => status !== "cancelado" && status !== "faltou");
  return (
    <div>
      <div className="grid gap-2 lg:grid-cols-7!">
        {week.map((day) => {
          const own = shown.filter(({ inicio }) => dateAt(inicio, zone) === day);
          return (
            <section key={day} aria-labelledby={`dia-${day}`} className="rounded-lg bg-sunken/60 p-2">
              <h2 id={`dia-${day}`} className="mb-2 font-semibold">
                <Link
                  href={{ pathname: "/agenda", query: day === today.data ? {} : { dia: day } }}
                  className={cx(
                    "flex min-h-11 items-center justify-between gap-2 rounded-md px-2 hover:bg-surface",
                    day === today.data && "bg-brand-tint text-brand-strong",
                  )}
                >
                  <span className="min-w-0">{words.shortDay(day)}</span>
                  <span className="text-sm font-normal whitespace-nowrap text-ink-soft">{own.length}</span>
                </Link>
              </h2>
              <ul className="flex flex-col gap-1.5">
                {own.map((booking) => (
                  <li key={booking.id}>
                    <button
                      type="button"
                      onClick={() => setPeeked(booking.id)}
                      className="flex min-h-11 w-full cursor-pointer flex-col rounded-md border border-line bg-surface px-2 py-1.5 text-left text-sm hover:border-brand"
                    >
                      <span className="font-semibold tabular-nums">
                        {words.clock(booking.inicio)} {booking.animal}
                      </span>
                      <span className="truncate text-ink-soft">{words.services(booking)}</span>
                      <span className="truncate text-ink-soft">{peopleOf(booking).join(", ")}</span>
                      <span className="mt-1 lg:hidden">
                        <StateBadge state={booking.status} />
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
              {own.length === 0 && <p className="px-2 text-sm text-ink-soft">{t("freeDay")}</p>}
            </section>
          );
        })}
      </div>
      <BookingDialogs
        booking={shown.find(({ id }) => id === peeked) ?? null}
        zone={zone}
        words={words}
        onClose={() => setPeeked(null)}
      />
    </div>
  );
}
