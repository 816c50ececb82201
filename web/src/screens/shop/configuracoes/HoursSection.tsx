import { useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { HoursField } from "../hours/HoursField";
import { useWeekWords } from "../hours/useWeekWords";
import { faultyDay, sizeOf, weekIn } from "../hours/week";
import { useMinutes } from "../format/useMinutes";
import type { Settings } from "./queries";
import { hoursEntries, hoursValues } from "./settings";
import { SettingSection } from "./SettingSection";
import { useSettingForm } from "./useSettingForm";

/** When the shop is open, and what that comes to. */
export function HoursSection({ settings }: { settings: Settings }) {
  const t = useTranslations("settings");
  const setting = useSettingForm({ id: "hours", settings, start: hoursValues(settings), entries: hoursEntries });
  const hours = useWatch({ control: setting.form.control, name: "hours" });
  return (
    <SettingSection setting={setting}>
      <HoursField control={setting.form.control} name="hours" label={t("section.hours")} />
      <Effect hours={hours} />
    </SettingSection>
  );
}

function Effect({ hours }: { hours: string }) {
  const t = useTranslations("settings.hours");
  const words = useWeekWords();
  const minutes = useMinutes();
  const week = weekIn(hours);
  if (!week || faultyDay(week) !== null) return null;
  const size = sizeOf(week);
  if (size.days === 0) return <Banner kind="warn">{t("never")}</Banner>;
  return (
    <Banner title={t("effect", { days: size.days, time: minutes(size.minutes) })}>
      <p>{words(week)}</p>
      <p className="text-sm">{t("kept")}</p>
    </Banner>
  );
}
