import { useTranslations } from "use-intl";
import { TextArea, TextField } from "@/components/Field";
import { FieldGroup, FormShell } from "../form/FormShell";
import { masked } from "../form/masked";
import type { RecordForm } from "../form/useRecordForm";
import { isCpfOrEmpty, maskCpf } from "../format/cpf";
import { maskPhone, phoneFault } from "../format/phone";
import type { TutorValues } from "./values";

/** The fields of a tutor; only the name is needed. */
export function TutorForm({ record, label, save, back, lost }: FormProps) {
  const t = useTranslations("shop.tutores");
  const names = useTutorFieldNames();
  return (
    <FormShell
      record={record}
      label={label}
      save={save}
      back={back}
      lost={lost}
      names={names}
      show={(_, value) => String(value)}
    >
      <FieldGroup title={t("group.contact")}>
        <NameAndContacts record={record} />
      </FieldGroup>
      <FieldGroup title={t("group.more")}>
        <Papers record={record} />
      </FieldGroup>
    </FormShell>
  );
}

type FormProps = { record: RecordForm<TutorValues>; label: string; save: string; back: string; lost?: string | null };

function NameAndContacts({ record: { form } }: Pick<FormProps, "record">) {
  const t = useTranslations("shop.tutores");
  const { register, setValue, formState } = form;
  const { errors } = formState;
  const phone = masked(maskPhone, (text) => setValue("telefone", text));
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
        label={t("field.telefone")}
        optional
        type="tel"
        inputMode="tel"
        autoComplete="off"
        placeholder="(11) 98765-4321"
        maxLength={20}
        error={errors.telefone?.message}
        {...register("telefone", {
          ...phone,
          validate: (text) => {
            const fault = phoneFault(text);
            return fault === null || t(`fault.phone.${fault}`);
          },
        })}
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
    </>
  );
}

function Papers({ record: { form } }: Pick<FormProps, "record">) {
  const t = useTranslations("shop.tutores");
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

function useTutorFieldNames() {
  const t = useTranslations("shop.tutores.field");
  return {
    nome: t("nome"),
    telefone: t("telefone"),
    email: t("email"),
    cpf: t("cpf"),
    endereco: t("endereco"),
    observacoes: t("observacoes"),
  };
}
