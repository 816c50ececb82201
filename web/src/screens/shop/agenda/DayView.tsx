import { CalendarX } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Box } from "@/components/Box";
import { ButtonLink } from "@/components/Button";
import { FilterSelect } from "@/components/FilterSelect";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import type { Wished } from "../agendar/useWished";
import { BookingDialogs } from "./BookingDialogs";
import { minuteOn } from "./clock";
import { DayColumn } from "./DayColumn";
import { hoursOf, segmentsOf, type Span } from "./grid";
import { Hours, placeOf } from "./Hours";
import { type Agendamento, type Dia, useDay } from "./queries";
import { useAgendaWords } from "./useAgendaWords";
import { useNow } from "./useNow";
import { useTargets } from "./useTargets";

/** One day, a column for each who works. */
export function DayView({ date, onWish }: { date: string; onWish: (wished: Wished) => void }) {
  const query = useDay(date);
  if (query.data) return <Grid key={date} day={query.data} onWish={onWish} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={6} />;
}

function Grid({ day, onWish }: { day: Dia; onWish: (wished: Wished) => void }) {
  const t = useTranslations("agenda");
  const words = useAgendaWords(day.timezone);
  const segments = useMemo(() => segmentsOf(day), [day]);
  const hours = useMemo(() => hoursOf(day, segments), [day, segments]);
  const [person, setPerson] = useState<string | undefined>();
  const [peeked, setPeeked] = useState<number | null>(null);
  const shown = day.profissionais.filter(({ id }) => person === undefined || String(id) === person);
  const targets = useTargets(day, segments, words);
  const wishAt = useCallback(
    (profissionalId: number, minute: number) => onWish({ date: day.data, minute, profissionalId }),
    [onWish, day.data],
  );
  const peek = useCallback((booking: Agendamento) => setPeeked(booking.id), []);
  const frame = useOpenedAtNow(day, hours);
  const shownBooking = day.agendamentos.find(({ id }) => id === peeked) ?? null;
  if (day.profissionais.length === 0) return <NoPeople />;
  return (
    <div className="flex flex-col gap-3">
      {day.fechado && <Banner kind="warn">{t("closedTitle", { why: day.motivo ?? t("closedDay") })}</Banner>}
      <div className="flex flex-wrap items-center gap-3">
        <FilterSelect
          label={t("person")}
          any={t("everybody")}
          options={day.profissionais.map(({ id, nome }) => ({ value: String(id), text: nome }))}
          value={person}
          onChange={setPerson}
        />
        <p className="text-sm text-ink-soft max-md:hidden">{t("keys")}</p>
      </div>
      <p role="status" className="sr-only">
        {targets.told}
      </p>
      <div ref={frame} className="isolate max-h-[78dvh] overflow-auto rounded-xl border border-line bg-surface">
        <div className="relative flex min-w-max">
          <Hours hours={hours} />
          {shown.map((column) => (
            <DayColumn
              key={column.id}
              day={day}
              column={column}
              segments={segments}
              hours={hours}
              words={words}
              targets={targets}
              onWish={wishAt}
              onPeek={peek}
            />
          ))}
          <NowLine day={day} hours={hours} />
        </div>
      </div>
      <BookingDialogs booking={shownBooking} zone={day.timezone} words={words} onClose={() => setPeeked(null)} />
    </div>
  );
}

/** Opens where the day has got to, once: later looks leave it where the person scrolled. */
function useOpenedAtNow(day: Dia, hours: Span) {
  const frame = useRef<HTMLDivElement>(null);
  const begin = useRef({ day, hours });
  useEffect(() => {
    const { day: shown, hours: opened } = begin.current;
    const minute = minuteOn(shown.data, new Date(), shown.timezone);
    if (minute < opened.from || minute > opened.to) return;
    const from = Math.max(opened.from, minute - BEFORE_NOW_MIN);
    frame.current?.scrollTo({ top: Number.parseFloat(placeOf({ from, to: from }, opened).top ?? "0") });
  }, []);
  return frame;
}

const BEFORE_NOW_MIN = 60;

function NoPeople() {
  const t = useTranslations("agenda");
  return (
    <EmptyState
      picture={<CalendarX />}
      title={t("noPeopleTitle")}
      action={<ButtonLink href="/profissionais/novo">{t("noPeopleAction")}</ButtonLink>}
    >
      {t("noPeopleText")}
    </EmptyState>
  );
}

/** Where the day has got to. */
function NowLine({ day, hours }: { day: Dia; hours: Span }) {
  const minute = minuteOn(day.data, new Date(useNow()), day.timezone);
  if (minute < hours.from || minute >= hours.to) return null;
  return (
    <Box
      aria-hidden
      className="pointer-events-none absolute right-0 left-14 z-10 border-t-2 border-danger"
      at={{ top: placeOf({ from: minute, to: minute }, hours, { underHead: true }).top }}
    >
      <span className="absolute -top-1.5 -left-1.5 size-2.5 rounded-full bg-danger" />
    </Box>
  );
}
