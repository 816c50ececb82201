import { CalendarPlus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Button } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { ErrorState, Skeleton } from "@/components/States";
import { BookingSheet } from "../agendar/BookingSheet";
import { useWished } from "../agendar/useWished";
import { addDays, isDate, monthOf, weekOf } from "./clock";
import { DayNav } from "./DayNav";
import { DayView } from "./DayView";
import { MonthView } from "./MonthView";
import { useDay } from "./queries";
import { useAgendaWords } from "./useAgendaWords";
import { WeekView } from "./WeekView";

const VIEWS = ["dia", "semana", "mes"] as const;
type View = (typeof VIEWS)[number];

/** The calendar: a day by people, a week, a month; where one is stands in the address. */
export function AgendaScreen() {
  const t = useTranslations("agenda");
  const router = useRouter();
  const { wished, wish, done } = useWished();
  const view = VIEWS.find((one) => one === router.query.ver) ?? "dia";
  const asked = isDate(router.query.dia) ? router.query.dia : null;
  // Today's answer also says which day it is on the shop's own clock.
  const today = useDay(null);
  const date = asked ?? today.data?.data;
  return (
    <div data-wide>
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={<Where date={date} view={view} />}
        action={
          <Button
            onClick={() => wish(date !== undefined ? { date } : {})}
            icon={<CalendarPlus aria-hidden className="size-5" />}
          >
            {t("new")}
          </Button>
        }
      />
      <Ways date={date} view={view} today={today.data?.data} />
      {date !== undefined && today.data ? (
        <>
          {view === "dia" && <DayView date={date} onWish={wish} />}
          {view === "semana" && <WeekView date={date} today={today.data} />}
          {view === "mes" && <MonthView date={date} today={today.data.data} />}
        </>
      ) : today.isError ? (
        <ErrorState error={today.error} onRetry={() => void today.refetch()} busy={today.isFetching} />
      ) : (
        <Skeleton lines={5} />
      )}
      {wished && today.data && (
        <BookingSheet wished={wished} today={today.data.data} zone={today.data.timezone} onClose={done} />
      )}
    </div>
  );
}

function Where({ date, view }: { date: string | undefined; view: View }) {
  const words = useAgendaWords("UTC");
  const t = useTranslations("agenda");
  let text = "";
  if (date !== undefined && view === "dia") text = words.day(date);
  if (date !== undefined && view === "mes") text = words.month(date);
  if (date !== undefined && view === "semana") {
    const week = weekOf(date);
    text = t("weekSpan", { from: words.shortDay(week[0] ?? date), to: words.shortDay(week[6] ?? date) });
  }
  return <span className="block min-h-6 first-letter:uppercase">{text}</span>;
}

function Ways({ date, view, today }: { date: string | undefined; view: View; today: string | undefined }) {
  const t = useTranslations("agenda");
  const to = (day: string | undefined, ver: View) => ({
    pathname: "/agenda",
    query: { ...(day !== undefined && day !== today && { dia: day }), ...(ver !== "dia" && { ver }) },
  });
  const [before, after] = date === undefined ? [undefined, undefined] : neighbours(date, view);
  return (
    <div className="mb-5 flex flex-wrap items-center gap-2">
      <DayNav
        date={date}
        today={today}
        before={{ href: to(before, view), label: t(`before.${view}`) }}
        after={{ href: to(after, view), label: t(`after.${view}`) }}
        to={(day) => to(day, view)}
      />
      <nav aria-label={t("views")} className="flex gap-1 rounded-full bg-sunken p-1">
        {VIEWS.map((one) => (
          <Link
            key={one}
            href={to(date, one)}
            aria-current={one === view ? "page" : undefined}
            className="inline-flex min-h-11 items-center rounded-full px-4 font-semibold text-ink-soft hover:text-ink aria-[current]:bg-surface aria-[current]:text-brand-strong aria-[current]:shadow-near"
          >
            {t(`view.${one}`)}
          </Link>
        ))}
      </nav>
    </div>
  );
}

function neighbours(date: string, view: View): [string, string] {
  if (view === "dia") return [addDays(date, -1), addDays(date, 1)];
  if (view === "semana") return [addDays(date, -7), addDays(date, 7)];
  const inMonth = monthOf(date)
    .flat()
    .filter((day) => day.slice(0, 7) === date.slice(0, 7));
  return [addDays(inMonth[0] ?? date, -1), addDays(inMonth.at(-1) ?? date, 1)];
}
