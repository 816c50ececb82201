import { useState } from "react";
import { useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { SelectField } from "@/components/Field";
import { wallOf } from "../hours/zone";
import type { Settings } from "./queries";
import { clockEntries, clockValues, SLOTS, zoneOf } from "./settings";
import { SettingSection } from "./SettingSection";
import { useSettingForm } from "./useSettingForm";
import { BRAZILIAN_ZONES, otherZones, zoneKey } from "./zones";

/** The shop's own clock, and the step of the times its agenda offers. */
export function ClockSection({ settings }: { settings: Settings }) {
  const t = useTranslations("settings.clock");
  const setting = useSettingForm({ id: "clock", settings, start: clockValues(settings), entries: clockEntries });
  const { register, control } = setting.form;
  const [zone, slot] = useWatch({ control, name: ["zone", "slot"] });
  return (
    <SettingSection setting={setting}>
      <div className="grid gap-5 md:grid-cols-2">
        <SelectField label={t("zone")} {...register("zone")}>
          <optgroup label={t("brazil")}>
            {BRAZILIAN_ZONES.map((each) => (
              <option key={each} value={each}>
                {t(`zones.${zoneKey(each)}`)}
              </option>
            ))}
          </optgroup>
          <optgroup label={t("world")}>
            {otherZones(zoneOf(settings)).map((each) => (
              <option key={each} value={each}>
                {each.replaceAll("_", " ")}
              </option>
            ))}
          </optgroup>
        </SelectField>
        <SelectField label={t("slot")} hint={t("offers", { times: offered(Number(slot)) })} {...register("slot")}>
          {SLOTS.map((each) => (
            <option key={each} value={each}>
              {t("minutes", { minutes: each })}
            </option>
          ))}
        </SelectField>
      </div>
      <Now zone={zone} saved={zoneOf(settings)} />
    </SettingSection>
  );
}

/** What the clock of this zone shows; where it is another than today's, what becomes of the bookings. */
function Now({ zone, saved }: { zone: string; saved: string }) {
  const t = useTranslations("settings.clock");
  const [now] = useState(() => new Date());
  const [there, here] = [wallOf(now, zone).time, wallOf(now, saved).time];
  if (there === here) return <Banner>{t("now", { time: there })}</Banner>;
  return (
    <Banner kind="warn" title={t("now", { time: there })}>
      {t("moves", { before: here, after: there })}
    </Banner>
  );
}

/** "08:00, 08:15, 08:30". */
function offered(step: number): string {
  const clock = (minutes: number): string =>
    `${String(8 + Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return [0, 1, 2, 3].map((times) => clock(times * step)).join(", ");
}
