import { useTranslations } from "use-intl";
import { ChoiceField } from "@/components/Choice";
import { TextField } from "@/components/Field";
import { PickField } from "../form/PickField";
import { TagsField } from "../form/TagsField";
import type { RecordForm } from "../form/useRecordForm";
import { todayInBrasilia } from "../format/age";
import { type AnimalValues, isMicrochipOrEmpty, SITUATIONS, USUAL_TAGS } from "./values";

type Part = { record: RecordForm<AnimalValues> };

/** How it behaves, and what a vet asks for. */
export function CareFields({ record: { form } }: Part) {
  const t = useTranslations("animal.field");
  const fault = useTranslations("animal.fault");
  return (
    <>
      <div className="md:col-span-2">
        <TagsField control={form.control} name="tags" label={t("tags")} usual={USUAL_TAGS} />
      </div>
      <PickField
        control={form.control}
        name="castrado"
        label={t("castrado")}
        options={[
          { value: "sim", label: t("yes") },
          { value: "nao", label: t("no") },
        ]}
      />
      <TextField
        label={t("microchip")}
        optional
        inputMode="numeric"
        autoComplete="off"
        maxLength={40}
        hint={t("microchipHint")}
        error={form.formState.errors.microchip?.message}
        {...form.register("microchip", { validate: (text) => isMicrochipOrEmpty(text) || fault("microchip") })}
      />
    </>
  );
}

/** Whether the shop still looks after it; only of one who is there already. */
export function SituationFields({ record: { form, values } }: Part) {
  const t = useTranslations("animal");
  return (
    <>
      <div className="md:col-span-2">
        <ChoiceField
          label={t("field.situacao")}
          options={SITUATIONS.map((value) => ({ value, label: t(`situation.${value}`) }))}
          error={form.formState.errors.situacao?.message}
          {...form.register("situacao")}
        />
      </div>
      {values.situacao === "falecido" && (
        <TextField
          label={t("field.falecido_em")}
          optional
          type="date"
          min={values.nascimento || "1970-01-01"}
          max={todayInBrasilia()}
          error={form.formState.errors.falecido_em?.message}
          {...form.register("falecido_em")}
        />
      )}
    </>
  );
}
