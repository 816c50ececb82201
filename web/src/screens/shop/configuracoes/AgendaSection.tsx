import { useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { ChoiceField } from "@/components/Choice";
import { CheckField } from "@/components/Field";
import type { Settings } from "./queries";
import { agendaEntries, agendaValues, VACCINES } from "./settings";
import { SettingSection } from "./SettingSection";
import { useSettingForm } from "./useSettingForm";

const LATE = ["undo", "cancel_after_start", "change_after_delivery"] as const;

/** What may be done late, and what a missing vaccine does. */
export function AgendaSection({ settings }: { settings: Settings }) {
  const t = useTranslations("settings.agenda");
  const setting = useSettingForm({ id: "agenda", settings, start: agendaValues(settings), entries: agendaEntries });
  const { register, control } = setting.form;
  const vaccines = useWatch({ control, name: "vaccines" });
  return (
    <SettingSection setting={setting}>
      <div>
        {LATE.map((name) => (
          <CheckField key={name} label={t(name)} hint={t(`${name}_hint`)} {...register(name)} />
        ))}
      </div>
      <ChoiceField
        label={t("vaccines")}
        {...register("vaccines")}
        options={VACCINES.map((value) => ({ value, label: t(`vaccine.${value}`) }))}
      />
      <Banner kind={vaccines === "block" ? "warn" : "info"}>{t(`effect.${vaccines}`)}</Banner>
    </SettingSection>
  );
}
