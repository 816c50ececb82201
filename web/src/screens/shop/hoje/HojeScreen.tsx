import { CalendarPlus, SearchX, Sun } from "lucide-react";
import { useRouter } from "next/router";
import { useCallback, useDeferredValue, useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { Title } from "@/base/Title";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { FilterSelect } from "@/components/FilterSelect";
import { SearchField } from "@/components/SearchField";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { lastDay } from "@/storage/lastDay";
import { type Agendamento, type Dia, useDay } from "../agenda/queries";
import { fits, tally } from "../agenda/states";
import { useAgendaWords } from "../agenda/useAgendaWords";
import { useSteps } from "../agenda/useSteps";
import { BookingSheet } from "../agendar/BookingSheet";
import { MoveDialog } from "../agendar/MoveDialog";
import { useWished } from "../agendar/useWished";
import { Board } from "./Board";
import { News } from "./News";
import { OffBoard } from "./OffBoard";
import { useKeptBoard } from "./useKeptBoard";

/** Today's bookings by state: what the counter and the bench look at all day. */
export function HojeScreen() {
  const t = useTranslations("agenda");
  const query = useDay(null);
  useKeptBoard();
  const { wished, wish, done } = useWished();
  const [saved] = useState(() => (typeof window === "undefined" ? null : lastDay()));
  const isOffline = query.error instanceof ApiProblem && query.error.code === "OFFLINE";
  const kept = query.data === undefined && isOffline ? saved : null;
  const day = query.data ?? kept?.day;
  return (
    <div data-wide>
      <Title>{t("today")}</Title>
      <Header day={day} onNew={() => wish({})} />
      {kept && <Kept at={kept.at} zone={kept.day.timezone} />}
      {day ? (
        <Day day={day} onNew={() => wish({})} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
      ) : (
        <Skeleton lines={5} />
      )}
      {wished && day && <BookingSheet wished={wished} today={day.data} zone={day.timezone} onClose={done} />}
    </div>
  );
}

function Header({ day, onNew }: { day: Dia | undefined; onNew: () => void }) {
  const t = useTranslations("agenda");
  const words = useAgendaWords(day?.timezone ?? "UTC");
  return (
    <PageHeader
      title={t("today")}
      lead={<span className="block min-h-6 first-letter:uppercase">{day && words.day(day.data)}</span>}
      action={
        <Button onClick={onNew} icon={<CalendarPlus aria-hidden className="size-5" />}>
          {t("new")}
        </Button>
      }
    />
  );
}

function Kept({ at, zone }: { at: string; zone: string }) {
  const t = useTranslations("agenda");
  const words = useAgendaWords(zone);
  return (
    <div className="mb-4">
      <Banner kind="warn">{t("kept", { at: words.moment(at) })}</Banner>
    </div>
  );
}

function Day({ day, onNew }: { day: Dia; onNew: () => void }) {
  const t = useTranslations("agenda");
  const words = useAgendaWords(day.timezone);
  const step = useSteps();
  const { text, person, shown, search, choose } = useFilter(day);
  const [moving, setMoving] = useState<Agendamento | null>(null);
  // The first drawing of a full day is the longest thing the page does: in slices, so that a tap is heard meanwhile.
  const isDue = useDeferredValue(true, false);
  if (day.agendamentos.length === 0) {
    return (
      <EmptyState
        picture={<Sun />}
        title={day.fechado ? t("closedTitle", { why: day.motivo ?? t("closedDay") }) : t("emptyTitle")}
        action={
          <Button onClick={onNew} icon={<CalendarPlus aria-hidden className="size-5" />}>
            {t("new")}
          </Button>
        }
      >
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <SearchField
          label={t("search")}
          placeholder={t("searchExample")}
          value={text}
          onSearch={search}
          className="sm:max-w-xs"
        />
        <FilterSelect
          label={t("person")}
          any={t("everybody")}
          options={day.profissionais.map(({ id, nome }) => ({ value: String(id), text: nome }))}
          value={person}
          onChange={choose}
        />
        <Counts day={day} />
      </div>
      <News bookings={day.agendamentos} words={words} />
      {!isDue ? (
        <Skeleton lines={5} />
      ) : shown.length > 0 ? (
        <>
          <OffBoard kind="asked" bookings={shown} words={words} onStep={step} onMove={setMoving} />
          <Board bookings={shown} words={words} onStep={step} onMove={setMoving} />
          <OffBoard kind="gone" bookings={shown} words={words} onStep={step} onMove={setMoving} />
        </>
      ) : (
        <EmptyState picture={<SearchX />} title={t("notFoundTitle")}>
          {t("notFoundText")}
        </EmptyState>
      )}
      {moving && <MoveDialog booking={moving} zone={day.timezone} onClose={() => setMoving(null)} />}
    </div>
  );
}

/** How many of the day are still to come, and how many there are. */
function Counts({ day }: { day: Dia }) {
  const t = useTranslations("agenda");
  return <p className="text-sm text-ink-soft">{t("counts", tally(day.agendamentos))}</p>;
}

/** What is looked for, and by whom; kept in the address, so that coming back finds it again. */
function useFilter(day: Dia) {
  const router = useRouter();
  const { pathname, replace } = router;
  const text = typeof router.query.q === "string" ? router.query.q : "";
  const wanted = typeof router.query.profissional === "string" ? router.query.profissional : undefined;
  const person = day.profissionais.some(({ id }) => String(id) === wanted) ? wanted : undefined;
  const go = useCallback(
    (next: { q: string; profissional: string | undefined }) => {
      const query = { ...(next.q && { q: next.q }), ...(next.profissional && { profissional: next.profissional }) };
      void replace({ pathname, query }, undefined, { shallow: true });
    },
    [pathname, replace],
  );
  const search = useCallback((q: string) => go({ q: q.trim(), profissional: wanted }), [go, wanted]);
  const shown = day.agendamentos.filter(
    (booking) =>
      fits(booking, text) &&
      (person === undefined || booking.itens.some((item) => String(item.profissional_id) === person)),
  );
  return { text, person, shown, search, choose: (profissional: string | undefined) => go({ q: text, profissional }) };
}
