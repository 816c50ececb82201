import { useId } from "react";
import { useTranslations } from "use-intl";
import { TextArea, TextField } from "@/components/Field";
import { FieldGroup, FormShell } from "../form/FormShell";
import { PickField } from "../form/PickField";
import type { RecordForm } from "../form/useRecordForm";
import { ageOn, todayInBrasilia } from "../format/age";
import { CareFields, SituationFields } from "./CareFields";
import { breedsOf } from "./species";
import { SpeciesField } from "./SpeciesField";
import { TutorField } from "./TutorField";
import { useAnimalNames } from "./useAnimalNames";
import { type AnimalValues, PELAGENS, PORTES, weightFault } from "./values";

type FormProps = {
  record: RecordForm<AnimalValues>;
  label: string;
  save: string;
  back: string;
  lost?: string | null;
  /** Whether it is somebody whose situation may have changed. */
  known?: boolean;
};
type Part = Pick<FormProps, "record">;

/** The fields of an animal; name and tutor are needed, the rest is what the bench wants to know. */
export function AnimalForm({ record, label, save, back, lost, known = false }: FormProps) {
  const t = useTranslations("shop.animais");
  const { names, show } = useAnimalNames(record);
  return (
    <FormShell record={record} label={label} save={save} back={back} lost={lost} names={names} show={show}>
      <FieldGroup title={t("group.who")}>
        <Who record={record} />
      </FieldGroup>
      <FieldGroup title={t("group.body")}>
        <Body record={record} />
      </FieldGroup>
      <FieldGroup title={t("group.age")}>
        <AgeAndWeight record={record} />
        <CareFields record={record} />
        <div className="md:col-span-2">
          <TextArea
            label={t("field.observacoes")}
            optional
            hint={t("notesHint")}
            error={record.form.formState.errors.observacoes?.message}
            {...record.form.register("observacoes")}
          />
        </div>
      </FieldGroup>
      {known && (
        <FieldGroup>
          <SituationFields record={record} />
        </FieldGroup>
      )}
    </FormShell>
  );
}

function Who({ record: { form, values } }: Part) {
  const t = useTranslations("shop.animais");
  const breeds = useId();
  const { errors } = form.formState;
  return (
    <>
      <TextField
        label={t("field.nome")}
        autoComplete="off"
        data-arrival
        error={errors.nome?.message}
        {...form.register("nome", { validate: (text) => text.trim() !== "" || t("fault.nome") })}
      />
      <TutorField control={form.control} />
      <SpeciesField control={form.control} />
      <TextField
        label={t("field.raca")}
        optional
        autoComplete="off"
        list={breeds}
        maxLength={100}
        error={errors.raca?.message}
        {...form.register("raca")}
      />
      <datalist id={breeds}>
        {breedsOf(values.especie).map((breed) => (
          <option key={breed} value={breed} />
        ))}
      </datalist>
    </>
  );
}

function Body({ record: { form } }: Part) {
  const t = useTranslations("shop.animais");
  const options = (kind: "sex" | "size" | "coat", values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${kind}.${value}`) }));
  return (
    <>
      <div className="md:col-span-2">
        <PickField control={form.control} name="sexo" label={t("field.sexo")} options={options("sex", ["F", "M"])} />
      </div>
      <div className="md:col-span-2">
        <PickField
          control={form.control}
          name="porte"
          label={t("field.porte")}
          options={PORTES.map((value) => ({ value, label: t(`size.${value}`), hint: t(`sizeHint.${value}`) }))}
        />
      </div>
      <div className="md:col-span-2">
        <PickField
          control={form.control}
          name="pelagem"
          label={t("field.pelagem")}
          options={options("coat", PELAGENS)}
        />
      </div>
    </>
  );
}

function AgeAndWeight({ record: { form, values } }: Part) {
  const t = useTranslations("shop.animais");
  const { errors } = form.formState;
  const today = todayInBrasilia();
  const age = values.nascimento ? ageOn(values.nascimento, today) : null;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label={t("field.nascimento")}
          optional
          type="date"
          min="1970-01-01"
          max={today}
          hint={age && t(`age.${age.unit}`, { count: age.count })}
          error={errors.nascimento?.message}
          {...form.register("nascimento", {
            validate: (date) => date === "" || (date >= "1970-01-01" && date <= today) || t("fault.nascimento"),
          })}
        />
        {!values.nascimento && (
          <TextField
            label={t("field.idade")}
            optional
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            after={t("years")}
            error={errors.idade?.message}
            {...form.register("idade", {
              validate: (text) => /^\s*(\d{1,2}|100)?\s*$/.test(text) || t("fault.idade"),
            })}
          />
        )}
      </div>
      <TextField
        label={t("field.peso")}
        optional
        inputMode="decimal"
        autoComplete="off"
        maxLength={9}
        after="kg"
        error={errors.peso?.message}
        {...form.register("peso", {
          validate: (text) => {
            const fault = weightFault(text);
            return fault === null || t(`fault.peso.${fault}`);
          },
        })}
      />
    </>
  );
}
