import { Car } from "lucide-react";
import { useRouter } from "next/router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { FilterSelect } from "@/components/FilterSelect";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { addDays, isDate } from "../agenda/clock";
import { DayNav } from "../agenda/DayNav";
import { useDay } from "../agenda/queries";
import { type AgendaWords, useAgendaWords } from "../agenda/useAgendaWords";
import { type Ride, useRides } from "./queries";
import { RideCard } from "./RideCard";
import { driversOf, isAhead } from "./rides";

/** A driver's day: who is fetched and who is brought home, by the clock. */
export function TaxiScreen() {
  const t = useTranslations("taxi");
  const router = useRouter();
  // Today's answer also says which day it is on the shop's own clock.
  const today = useDay(null);
  const asked = isDate(router.query.dia) ? router.query.dia : null;
  const date = asked ?? today.data?.data;
  const rides = useRides(date);
  const words = useAgendaWords(today.data?.timezone ?? "UTC");
  const failed = today.error ?? rides.error;
  return (
    <div data-wide>
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={<span className="block min-h-6 first-letter:uppercase">{date && words.day(date)}</span>}
      />
      <Ways date={date} today={today.data?.data} />
      {rides.data && today.data ? (
        <Rides rides={rides.data} words={words} />
      ) : failed ? (
        <ErrorState
          error={failed}
          onRetry={() => void Promise.all([today.refetch(), rides.refetch()])}
          busy={today.isFetching || rides.isFetching}
        />
      ) : (
        <Skeleton lines={5} />
      )}
    </div>
  );
}

function Ways({ date, today }: { date: string | undefined; today: string | undefined }) {
  const t = useTranslations("agenda");
  const to = (day: string | undefined) => ({
    pathname: "/taxi",
    query: { ...(day !== undefined && day !== today && { dia: day }) },
  });
  const near = (days: number) => to(date && addDays(date, days));
  return (
    <div className="mb-5 flex flex-wrap items-center gap-2">
      <DayNav
        date={date}
        today={today}
        before={{ href: near(-1), label: t("before.dia") }}
        after={{ href: near(1), label: t("after.dia") }}
        to={to}
      />
    </div>
  );
}

const NOBODY = "ninguem";

function Rides({ rides, words }: { rides: Ride[]; words: AgendaWords }) {
  const t = useTranslations("taxi");
  const [driver, setDriver] = useState<string | undefined>();
  if (rides.length === 0) {
    return (
      <EmptyState
        picture={<Car />}
        title={t("noneTitle")}
        action={<ButtonLink href="/agenda">{t("toAgenda")}</ButtonLink>}
      >
        {t("noneText")}
      </EmptyState>
    );
  }
  const drivers = driversOf(rides).map(({ id, nome }) => ({ value: String(id), text: nome }));
  const shown = rides.filter(({ motorista_id }) => driver === undefined || String(motorista_id ?? NOBODY) === driver);
  const ahead = shown.filter(isAhead);
  const over = shown.filter((ride) => !isAhead(ride));
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <FilterSelect
          label={t("driver")}
          any={t("everybody")}
          options={[...drivers, { value: NOBODY, text: t("nobody") }]}
          value={driver}
          onChange={setDriver}
        />
        <p role="status" className="text-sm text-ink-soft">
          {t("count", { count: ahead.length })}
        </p>
      </div>
      <Cards rides={ahead} words={words} />
      {over.length > 0 && (
        <details open={ahead.length === 0} className="rounded-xl border border-line bg-surface p-4">
          <summary className="min-h-8 cursor-pointer font-semibold">{t("over", { count: over.length })}</summary>
          <div className="mt-3">
            <Cards rides={over} words={words} />
          </div>
        </details>
      )}
    </div>
  );
}

function Cards({ rides, words }: { rides: Ride[]; words: AgendaWords }) {
  return (
    <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      {rides.map((ride) => (
        <li key={ride.id}>
          <RideCard ride={ride} words={words} />
        </li>
      ))}
    </ul>
  );
}
