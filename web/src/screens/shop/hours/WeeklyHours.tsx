import { CircleAlert, Copy, Plus, X } from "lucide-react";
import type { Ref } from "react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/Button";
import { cx } from "@/components/cx";
import { Switch } from "@/components/Switch";
import { copied, type Day, DAYS, faultsOf, MOST_SPANS, opened, type Span, type Week, withBreak } from "./week";

type Props = {
  label: string;
  week: Week;
  onChange: (week: Week) => void;
  /** Whether what is wrong shows; before somebody has pressed "save" it would only nag. */
  judged: boolean;
  ref?: Ref<HTMLUListElement>;
};

/** The hours of a week: each day off, or one span or more with breaks between them. */
export function WeeklyHours({ label, week, onChange, judged, ref }: Props) {
  return (
    <ul ref={ref} tabIndex={-1} aria-label={label} className="flex flex-col divide-y divide-line">
      {DAYS.map((day) => (
        <DayRow key={day} day={day} week={week} onChange={onChange} judged={judged} />
      ))}
    </ul>
  );
}

function DayRow({ day, week, onChange, judged }: Omit<Props, "label" | "ref"> & { day: Day }) {
  const t = useTranslations("setup.hours");
  const spans = week[day];
  const name = t(`day.${day}`);
  const put = (next: readonly Span[]): void => onChange({ ...week, [day]: next });
  return (
    <li
      className={cx(
        "gap-x-4 gap-y-1 py-2 sm:grid sm:grid-cols-[11rem_minmax(0,1fr)]",
        spans.length === 0 ? "flex items-center justify-between" : "grid",
      )}
    >
      <div className="flex min-h-11 items-center gap-2 self-start">
        <Switch
          label={t("works", { day: name })}
          on={spans.length > 0}
          onSwitch={(on) => onChange(on ? opened(week, day) : { ...week, [day]: [] })}
        />
        <span aria-hidden className="inline-block font-semibold first-letter:uppercase">
          {name}
        </span>
      </div>
      {spans.length === 0 ? (
        <p className="flex min-h-11 items-center text-ink-soft">{t("off")}</p>
      ) : (
        <div className="flex min-w-0 flex-col gap-x-6 gap-y-1 lg:flex-row">
          <div className="flex flex-col gap-1 lg:w-84">
            <Spans day={day} spans={spans} judged={judged} onChange={put} />
          </div>
          <div className="-ml-3 flex flex-wrap self-start">
            {spans.length < MOST_SPANS && (
              <Button
                look="quiet"
                size="sm"
                className="min-h-11"
                icon={<Plus aria-hidden className="size-4" />}
                aria-label={t("addBreakOn", { day: name })}
                onClick={() => put(withBreak(spans))}
              >
                {t("addBreak")}
              </Button>
            )}
            <Button
              look="quiet"
              size="sm"
              className="min-h-11"
              icon={<Copy aria-hidden className="size-4" />}
              aria-label={t("copyFrom", { day: name })}
              onClick={() => onChange(copied(week, day))}
            >
              {t("copy")}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

type SpansProps = {
  day: Day;
  spans: readonly Span[];
  judged: boolean;
  onChange: (spans: readonly Span[]) => void;
};

function Spans({ day, spans, judged, onChange }: SpansProps) {
  const t = useTranslations("setup.hours");
  const faults = judged ? faultsOf(spans) : [];
  const names = { day: t(`day.${day}`) };
  return spans.map((span, index) => {
    const fault = faults[index] ?? null;
    const put = (change: Partial<Span>): void =>
      onChange(spans.map((each, at) => (at === index ? { ...each, ...change } : each)));
    return (
      <div key={index} role="group" aria-label={t("span", { ...names, number: index + 1 })}>
        <div className="flex items-center gap-2">
          <Clock label={t("from", names)} value={span.from} wrong={fault !== null} onChange={(from) => put({ from })} />
          <span aria-hidden className="shrink-0 whitespace-nowrap text-ink-soft">
            {t("until")}
          </span>
          <Clock label={t("to", names)} value={span.to} wrong={fault !== null} onChange={(to) => put({ to })} />
          {spans.length > 1 && (
            <IconButton
              label={t("removeSpan", { ...names, number: index + 1 })}
              onClick={() => onChange(spans.filter((_, at) => at !== index))}
            >
              <X aria-hidden className="size-5" />
            </IconButton>
          )}
        </div>
        <p aria-live="polite" className="mt-1 flex gap-1.5 text-sm font-medium text-danger empty:hidden">
          {fault && (
            <>
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              {t(`fault.${fault}`)}
            </>
          )}
        </p>
      </div>
    );
  });
}

/** A time of day in the system's own field. */
export function Clock({
  label,
  value,
  wrong,
  onChange,
}: {
  label: string;
  value: string;
  wrong: boolean;
  onChange: (clock: string) => void;
}) {
  return (
    <input
      type="time"
      aria-label={label}
      aria-invalid={wrong}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className={cx(
        "min-h-11 w-full max-w-32 min-w-0 rounded-md border bg-surface px-2.5 text-ink tabular-nums hover:border-ink-soft",
        // On a phone its place is needed for the time; tapping the field opens the clock all the same.
        "[&::-webkit-calendar-picker-indicator]:hidden",
        wrong ? "border-danger" : "border-line-strong",
      )}
    />
  );
}
