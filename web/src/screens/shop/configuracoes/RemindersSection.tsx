import { useRef, useState } from "react";
import { type Control, useController, type UseFormRegisterReturn, useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { CheckField, SelectField, TextField } from "@/components/Field";
import { useMinutes } from "../format/useMinutes";
import type { Settings } from "./queries";
import { ReminderPreviewDialog } from "./ReminderPreviewDialog";
import { reminderEntries, reminderFault, type ReminderValues, reminderValues, wishesIn } from "./settings";
import { SettingSection } from "./SettingSection";
import { useSettingForm } from "./useSettingForm";

const BEFORE = [10_080, 4320, 2880, 1440, 720, 240, 120, 60, 30];
const NOTICES = [0, 30, 60, 120, 240, 480];

/** Whether tutores are reminded, when, and when not; turning it on first shows whom that reaches. */
export function RemindersSection({ settings, zone }: { settings: Settings; zone: string }) {
  const t = useTranslations("settings.reminders");
  const saved = reminderValues(settings);
  const [asking, setAsking] = useState<{ values: ReminderValues; isSaving: boolean } | null>(null);
  const answer = useRef<(goesOn: boolean) => void>(() => undefined);
  const setting = useSettingForm({
    id: "reminders",
    settings,
    start: saved,
    entries: reminderEntries,
    confirm: (values) => {
      if (saved.enabled || !values.enabled) return Promise.resolve(true);
      setAsking({ values, isSaving: true });
      return new Promise((resolve) => (answer.current = resolve));
    },
  });
  const { register, control, getValues, trigger } = setting.form;
  const close = (goesOn: boolean): void => {
    setAsking(null);
    answer.current(goesOn);
  };
  async function look(): Promise<void> {
    answer.current = () => undefined;
    if (await trigger()) setAsking({ values: getValues(), isSaving: false });
  }
  return (
    <SettingSection setting={setting}>
      <CheckField label={t("enabled")} hint={t("enabledHint")} {...register("enabled")} />
      <BeforeField control={control} />
      <div className="grid gap-5 md:grid-cols-3">
        <TextField
          label={t("quietFrom")}
          type="time"
          error={setting.form.formState.errors.quiet_from?.message}
          {...register("quiet_from", { required: t("fault.time") })}
        />
        <TextField
          label={t("quietTo")}
          type="time"
          error={setting.form.formState.errors.quiet_to?.message}
          {...register("quiet_to", { required: t("fault.time") })}
        />
        <NoticeField control={control} register={register("minimum_notice", { deps: "minutes_before" })} />
      </div>
      <p className="text-sm text-ink-soft">{t("quietHint")}</p>
      <Button look="secondary" className="self-start" onClick={() => void look()}>
        {t("look")}
      </Button>
      {asking && (
        <ReminderPreviewDialog
          wishes={{ ...wishesIn(asking.values), enabled: true }}
          zone={zone}
          isSaving={asking.isSaving}
          onAnswer={close}
        />
      )}
    </SettingSection>
  );
}

/** How long before; up to three times. */
function BeforeField({ control }: { control: Control<ReminderValues> }) {
  const t = useTranslations("settings.reminders");
  const words = useBefore();
  const {
    field: { ref, value, onChange },
    fieldState,
  } = useController({
    control,
    name: "minutes_before",
    rules: {
      validate: (_, values) => {
        const fault = reminderFault(values);
        return fault === null || t(`fault.${fault}`);
      },
    },
  });
  const all = [...new Set([...BEFORE, ...value])].toSorted((one, other) => other - one);
  return (
    <fieldset>
      <legend ref={ref} tabIndex={-1} className="font-semibold">
        {t("before")}
      </legend>
      <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
        {all.map((minutes) => (
          <CheckField
            key={minutes}
            label={words(minutes)}
            checked={value.includes(minutes)}
            onChange={({ target }) =>
              onChange(all.filter((each) => (each === minutes ? target.checked : value.includes(each))))
            }
          />
        ))}
      </div>
      <p aria-live="polite" className="text-sm font-medium text-danger empty:hidden">
        {fieldState.error?.message}
      </p>
    </fieldset>
  );
}

function NoticeField({
  control,
  register,
}: {
  control: Control<ReminderValues>;
  register: UseFormRegisterReturn<"minimum_notice">;
}) {
  const t = useTranslations("settings.reminders");
  const minutes = useMinutes();
  const value = useWatch({ control, name: "minimum_notice" });
  const all = [...new Set([...NOTICES, Number(value)])].toSorted((one, other) => one - other);
  return (
    <SelectField label={t("notice")} {...register}>
      {all.map((each) => (
        <option key={each} value={String(each)}>
          {each === 0 ? t("anyNotice") : minutes(each)}
        </option>
      ))}
    </SelectField>
  );
}

/** "1 dia antes", "2 h antes". */
function useBefore(): (minutes: number) => string {
  const t = useTranslations("settings.reminders");
  const words = useMinutes();
  return (minutes) =>
    minutes % 1440 === 0 ? t("daysBefore", { days: minutes / 1440 }) : t("timeBefore", { time: words(minutes) });
}
