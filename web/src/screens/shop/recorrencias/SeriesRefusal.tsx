import type { MouseEvent } from "react";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { dateAt, minuteOn } from "../agenda/clock";
import type { Pulada } from "../agenda/queries";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { type Room, useVagas } from "../agendar/queries";
import { Time, Times } from "../agendar/SlotRefusal";
import { InSight } from "../form/InSight";
import { DaysByReason } from "./LeftOut";

const SHOWN = 6;

type Skip = { label: string; hint: string; busy: boolean; onClick: (event: MouseEvent) => void };

/** Days of a series that have no place: which, why, what hours the first of them has, and the way to leave them out. */
export function SeriesRefusal({
  days,
  room,
  zone,
  words,
  onPick,
  skip,
}: {
  days: readonly Pulada[];
  /** Null until it is known for whom and what. */
  room: Omit<Room, "date" | "days"> | null;
  zone: string;
  words: AgendaWords;
  onPick: (minute: number) => void;
  /** Null where no day would be left. */
  skip: Skip | null;
}) {
  const t = useTranslations("agenda.refusal");
  const [first] = days;
  return (
    <InSight of={days}>
      <Banner kind="danger" title={t("days", { count: days.length })}>
        <div className="flex flex-col gap-3">
          <DaysByReason days={days} words={words} />
          {skip ? (
            <div>
              <p className="mb-2">{skip.hint}</p>
              <Button size="sm" look="secondary" className="min-h-11" busy={skip.busy} onClick={skip.onClick}>
                {skip.label}
              </Button>
            </div>
          ) : (
            <p>{t("allDays")}</p>
          )}
          {first && room && <FreeHours date={first.data} {...{ room, zone, words, onPick }} />}
        </div>
      </Banner>
    </InSight>
  );
}

function FreeHours({
  date,
  room,
  zone,
  words,
  onPick,
}: {
  date: string;
  room: Omit<Room, "date" | "days">;
  zone: string;
  words: AgendaWords;
  onPick: (minute: number) => void;
}) {
  const t = useTranslations("agenda.refusal");
  const { data, isFetching } = useVagas({ ...room, date, days: 1 });
  const free = (data ?? []).filter(({ inicio }) => dateAt(inicio, zone) === date);
  // Last, and its label at once: what comes late pushes nothing away.
  if (free.length === 0 && !isFetching) return null;
  return (
    <Times label={t("freeOn", { day: words.shortDay(date) })}>
      {free.slice(0, SHOWN).map(({ inicio }) => (
        <Time key={inicio} onClick={() => onPick(minuteOn(date, inicio, zone))}>
          {words.clock(inicio)}
        </Time>
      ))}
    </Times>
  );
}
