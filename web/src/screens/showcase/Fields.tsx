import { useTranslations } from "use-intl";
import { ChoiceField } from "@/components/Choice";
import { CheckField, SelectField, TextArea, TextField } from "@/components/Field";

export function Fields() {
  const t = useTranslations("showcase");
  return (
    <>
      <TextField label={t("name")} hint={t("hint")} defaultValue="Thor" />
      <TextField label={t("name")} optional error={t("error")} after=".exemplo.com.br" />
      <TextArea label={t("notes")} optional />
      <SelectField label={t("kind")}>
        <option>{t("dog")}</option>
        <option>{t("cat")}</option>
      </SelectField>
      <ChoiceField
        label={t("kind")}
        name="showcase-kind"
        defaultChecked
        options={[
          { value: "dog", label: t("dog") },
          { value: "cat", label: t("cat"), hint: t("hint") },
        ]}
      />
      <CheckField label={t("active")} hint={t("hint")} defaultChecked />
    </>
  );
}
