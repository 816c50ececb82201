import { useTranslations } from "use-intl";
import { CheckField, TextArea, TextField } from "@/components/Field";
import { FieldGroup, FormShell } from "../form/FormShell";
import { masked } from "../form/masked";
import { TagsField } from "../form/TagsField";
import type { RecordForm } from "../form/useRecordForm";
import { todayInBrasilia } from "../format/age";
import { isCpfOrEmpty, maskCpf } from "../format/cpf";
import { AddressFields } from "./AddressFields";
import { PhonesField } from "./PhonesField";
import { useTutorFieldNames } from "./useTutorFieldNames";
import type { TutorValues } from "./values";

/** The fields of a tutor; only the name is needed. */
export function TutorForm({ record, label, save, back, lost }: FormProps) {
  const t = useTranslations("shop.tutores");
  const own = useTranslations("animal.tutor");
  const { names, show } = useTutorFieldNames();
  return (
    <FormShell record={record} label={label} save={save} back={back} lost={lost} names={names} show={show}>
      <FieldGroup title={t("group.contact")}>
        <NameAndContacts record={record} />
      </FieldGroup>
      <FieldGroup title={t("group.more")}>
        <Papers record={record} />
      </FieldGroup>
      <FieldGroup title={own("address")}>
        <AddressFields record={record} />
      </FieldGroup>
    </FormShell>
  );
}

type FormProps = { record: RecordForm<TutorValues>; label: string; save: string; back: string; lost?: string | null };

function NameAndContacts({ record: { form } }: Pick<FormProps, "record">) {
  const t = useTranslations("shop.tutores");
  const { register, formState } = form;
  const { errors } = formState;
  return (
    <>
      <TextField
        label={t("field.nome")}
        autoComplete="off"
        data-arrival
        error={errors.nome?.message}
        {...register("nome", { validate: (text) => text.trim() !== "" || t("fault.nome") })}
      />
      <TextField
        label={t("field.email")}
        optional
        type="email"
        inputMode="email"
        autoComplete="off"
        error={errors.email?.message}
        {...register("email")}
      />
      <PhonesField control={form.control} />
    </>
  );
}

function Papers({ record: { form } }: Pick<FormProps, "record">) {
  const t = useTranslations("shop.tutores");
  const own = useTranslations("animal.tutor");
  const { register, setValue, formState } = form;
  const { errors } = formState;
  const cpf = masked(maskCpf, (text) => setValue("cpf", text));
  return (
    <>
      <TextField
        label={t("field.cpf")}
        optional
        inputMode="numeric"
        autoComplete="off"
        placeholder="000.000.000-00"
        maxLength={14}
        error={errors.cpf?.message}
        {...register("cpf", { ...cpf, validate: (text) => isCpfOrEmpty(text) || t("fault.cpf") })}
      />
      <TextField
        label={t("field.endereco")}
        optional
        autoComplete="off"
        placeholder={t("addressExample")}
        error={errors.endereco?.message}
        {...register("endereco")}
      />
      <TextField
        label={own("field.nascimento")}
        optional
        type="date"
        min="1900-01-01"
        max={todayInBrasilia()}
        error={errors.nascimento?.message}
        {...register("nascimento")}
      />
      <div className="md:col-span-2">
        <TagsField control={form.control} name="tags" label={own("field.tags")} />
      </div>
      <div className="md:col-span-2">
        <CheckField label={own("field.devedor")} hint={own("debtorHint")} {...register("devedor")} />
      </div>
      <div className="md:col-span-2">
        <TextArea
          label={t("field.observacoes")}
          optional
          hint={t("notesHint")}
          error={errors.observacoes?.message}
          {...register("observacoes")}
        />
      </div>
    </>
  );
}
