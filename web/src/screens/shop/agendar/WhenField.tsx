import { useState } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { TextField } from "@/components/Field";
import { addDays, clockText, dateAt, isDate, minuteOfText, minuteOn, momentAt } from "../agenda/clock";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { type Room, useVagas } from "./queries";

/** The moment it begins, on the shop's clock; `minute` is null until one is chosen. */
export type When = { date: string; minute: number | null };

/** The day, the times at which all of it fits, and any other time for who knows better. */
export function WhenField({
  when,
  onChange,
  room,
  today,
  zone,
  words,
}: {
  when: When;
  onChange: (when: When) => void;
  /** Null until it is known for whom and what. */
  room: Omit<Room, "date" | "days"> | null;
  today: string;
  zone: string;
  words: AgendaWords;
}) {
  const t = useTranslations("agenda.form");
  const days = [today, addDays(today, 1), addDays(today, 2)];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-2">
        {days.map((date, index) => (
          <Chip key={date} pressed={when.date === date} onClick={() => onChange({ date, minute: null })}>
            {index < 2 ? t(index === 0 ? "today" : "tomorrow") : words.shortDay(date)}
          </Chip>
        ))}
        <TextField
          label={t("date")}
          type="date"
          min={today}
          value={when.date}
          onChange={(event) => isDate(event.target.value) && onChange({ date: event.target.value, minute: null })}
        />
      </div>
      {room && room.servicos.length > 0 && <Places {...{ when, onChange, room, zone, words }} />}
      <TextField
        label={t("time")}
        hint={t("timeHint")}
        type="time"
        step={900}
        value={when.minute === null ? "" : clockText(when.minute)}
        onChange={(event) => onChange({ ...when, minute: minuteOfText(event.target.value) })}
      />
    </div>
  );
}

const FEW_DAYS = 7;
const SHOWN = 9;

function Places({
  when,
  onChange,
  room,
  zone,
  words,
}: {
  when: When;
  onChange: (when: When) => void;
  room: Omit<Room, "date" | "days">;
  zone: string;
  words: AgendaWords;
}) {
  const t = useTranslations("agenda.form");
  const [all, setAll] = useState(false);
  const { data, isError, isPlaceholderData } = useVagas({ ...room, date: when.date, days: FEW_DAYS });
  if (isError) return <p className="text-sm text-ink-soft">{t("placesFailed")}</p>;
  const found = data ?? [];
  const here = found.filter(({ inicio }) => dateAt(inicio, zone) === when.date);
  // Where the day is full, the next ones that have room; those of the day before are no answer for this one.
  const looking = data === undefined || (isPlaceholderData && here.length === 0);
  const offered = here.length > 0 || looking ? here : found;
  const shown = all ? offered : offered.slice(0, SHOWN);
  return (
    <div role="group" aria-label={t("places")} className={cx("flex flex-col gap-2", isPlaceholderData && "opacity-60")}>
      <p role="status" className="text-sm text-ink-soft">
        {looking ? t("looking") : offered.length === 0 ? t("full") : here.length === 0 ? t("fullDay") : t("free")}
      </p>
      <div className="flex min-h-11 flex-wrap gap-2">
        {shown.map(({ inicio }) => {
          const date = dateAt(inicio, zone);
          const minute = minuteOn(date, inicio, zone);
          return (
            <Chip
              key={inicio}
              pressed={when.date === date && when.minute === minute}
              onClick={() => onChange({ date, minute })}
            >
              {date === when.date ? words.clock(inicio) : `${words.shortDay(date)} ${words.clock(inicio)}`}
            </Chip>
          );
        })}
        {shown.length < offered.length && <Chip onClick={() => setAll(true)}>{t("morePlaces")}</Chip>}
      </div>
    </div>
  );
}

export function Chip({
  pressed,
  onClick,
  children,
}: {
  pressed?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={cx(
        "min-h-11 cursor-pointer rounded-full border px-4 font-medium tabular-nums transition-colors",
        pressed ? "border-brand bg-brand text-on-brand" : "border-line-strong bg-surface hover:border-brand",
      )}
    >
      {children}
    </button>
  );
}

/** The moment on the shop's clock. */
export function whenOf(inicio: string, zone: string): When {
  const date = dateAt(inicio, zone);
  return { date, minute: minuteOn(date, inicio, zone) };
}

/** The moment as the API takes it; null while no time is chosen. */
export function momentOf(when: When, zone: string): string | null {
  return when.minute === null ? null : momentAt(when.date, when.minute, zone).toISOString();
}
