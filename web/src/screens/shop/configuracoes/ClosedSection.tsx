import { CalendarX, Plus, X } from "lucide-react";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Button, ButtonLink, IconButton } from "@/components/Button";
import { SelectField, TextField } from "@/components/Field";
import { ErrorState, Skeleton } from "@/components/States";
import { useCounts } from "../agenda/queries";
import { dayAfter, wallOf } from "../hours/zone";
import { type ClosedDay, type Settings, useClosedDays } from "./queries";
import {
  aboutToClose,
  closedEntries,
  closedValues,
  type ClosedValues,
  MOST_DATES,
  opened,
  withAdded,
  zoneOf,
} from "./settings";
import { SettingSection } from "./SettingSection";
import { useDay } from "../hours/useDay";
import { useSettingForm } from "./useSettingForm";

const STATES = "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split(" ");
const A_YEAR = 365;
// As many days as the agenda counts at once.
const SOON = 61;

/** Days on which nobody works: holidays, those the shop names, and the holidays it works on all the same. */
export function ClosedSection({ settings }: { settings: Settings }) {
  const t = useTranslations("settings.closed");
  const saved = closedValues(settings);
  const setting = useSettingForm({ id: "closed", settings, start: saved, entries: closedEntries });
  const [today] = useState(() => wallOf(new Date(), zoneOf(settings)).date);
  const { register, control, setValue, getValues } = setting.form;
  const values = useWatch({ control }) as ClosedValues;
  const { data: soon } = useCounts(today, dayAfter(today, SOON));
  const booked = values.closed.filter((date) => soon?.some(({ data, total }) => data === date && total > 0));
  const put = (next: ClosedValues): void => {
    for (const name of ["closed", "open", "adding"] as const) setValue(name, next[name], { shouldDirty: true });
  };
  const without = (name: "closed" | "open", date: string): void =>
    setValue(
      name,
      values[name].filter((each) => each !== date),
      { shouldDirty: true },
    );
  return (
    <SettingSection setting={setting}>
      <div className="grid gap-5 md:grid-cols-2">
        <SelectField label={t("holidays")} hint={t("holidaysHint")} {...register("holidays")}>
          <option value="">{t("noHolidays")}</option>
          <option value="BR">{t("national")}</option>
          {STATES.map((state) => (
            <option key={state} value={`BR-${state}`}>
              {t("state", { state })}
            </option>
          ))}
        </SelectField>
        <div className="flex items-end gap-2 self-start">
          <div className="min-w-0 flex-1">
            <TextField label={t("add")} type="date" {...register("adding")} />
          </div>
          <Button
            look="secondary"
            icon={<Plus aria-hidden className="size-5" />}
            disabled={values.adding === "" || values.closed.length >= MOST_DATES}
            onClick={() => put(withAdded(getValues()))}
          >
            {t("addButton")}
          </Button>
        </div>
      </div>
      {[...new Set([...aboutToClose(values, saved, today), ...booked])].sort().map((date) => (
        <StillBooked key={date} date={date} />
      ))}
      <Dates title={t("closed")} dates={values.closed} onRemove={(date) => without("closed", date)} />
      <Dates title={t("open")} dates={values.open} onRemove={(date) => without("open", date)} />
      <Ahead today={today} open={values.open} onOpen={(date) => put(opened(getValues(), date))} stale={setting.dirty} />
    </SettingSection>
  );
}

/** Closing a day calls nobody off: whoever is booked on it stays so, until somebody tells them. */
function StillBooked({ date }: { date: string }) {
  const t = useTranslations("settings.closed");
  const day = useDay();
  const { data } = useCounts(date, date);
  const count = data?.find((one) => one.data === date)?.total ?? 0;
  if (count === 0) return null;
  return (
    <Banner
      kind="warn"
      title={day(date)}
      action={
        <ButtonLink href={`/agenda?dia=${date}`} look="secondary" size="sm">
          {t("seeDay")}
        </ButtonLink>
      }
    >
      {t("stillBooked", { count })}
    </Banner>
  );
}

function Dates({ title, dates, onRemove }: { title: string; dates: string[]; onRemove: (date: string) => void }) {
  const t = useTranslations("settings.closed");
  const day = useDay();
  if (dates.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <ul className="mt-1 flex flex-wrap gap-2">
        {dates.map((date) => (
          <li key={date} className="flex items-center rounded-full bg-sunken pl-4">
            {day(date)}
            <IconButton label={t("remove", { day: day(date) })} onClick={() => onRemove(date)}>
              <X aria-hidden className="size-5" />
            </IconButton>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The closed days of the coming year as they are saved, by name. */
function Ahead({
  today,
  open,
  onOpen,
  stale,
}: {
  today: string;
  open: string[];
  onOpen: (date: string) => void;
  stale: boolean;
}) {
  const t = useTranslations("settings.closed");
  const days = useClosedDays(today, dayAfter(today, A_YEAR));
  if (days.error) return <ErrorState error={days.error} onRetry={() => void days.refetch()} busy={days.isFetching} />;
  if (!days.data) return <Skeleton lines={3} />;
  const shown = days.data.filter(({ data }) => !open.includes(data));
  return (
    <div aria-busy={days.isFetching}>
      <h3 className="font-semibold">{t("ahead")}</h3>
      {stale && <p className="text-sm text-ink-soft">{t("stale")}</p>}
      {shown.length === 0 && <p className="text-ink-soft">{t("noneAhead")}</p>}
      <ul className="mt-1 divide-y divide-line">
        {shown.map((day) => (
          <ClosedRow key={day.data} day={day} onOpen={onOpen} />
        ))}
      </ul>
    </div>
  );
}

function ClosedRow({ day: { data, motivo }, onOpen }: { day: ClosedDay; onOpen: (date: string) => void }) {
  const t = useTranslations("settings.closed");
  const day = useDay();
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 py-1">
      <CalendarX aria-hidden className="size-5 shrink-0 text-ink-soft" />
      <span className="min-w-0 flex-1">
        {day(data)} <span className="text-ink-soft">{motivo ?? t("byShop")}</span>
      </span>
      {motivo !== null && (
        <Button
          look="quiet"
          size="sm"
          className="min-h-11"
          aria-label={t("workOn", { day: day(data) })}
          onClick={() => onOpen(data)}
        >
          {t("work")}
        </Button>
      )}
    </li>
  );
}
