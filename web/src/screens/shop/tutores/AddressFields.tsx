import { useTranslations } from "use-intl";
import { SelectField, TextField } from "@/components/Field";
import { masked } from "../form/masked";
import type { RecordForm } from "../form/useRecordForm";
import { isCepOrEmpty, maskCep, type TutorValues, UFS } from "./values";

/** The address in its parts, as the táxi dog and a receipt want it. */
export function AddressFields({ record: { form } }: { record: RecordForm<TutorValues> }) {
  const t = useTranslations("animal.tutor.field");
  const fault = useTranslations("animal.tutor.fault");
  const { register, setValue, formState } = form;
  const { errors } = formState;
  const plain = (name: "logradouro" | "numero" | "complemento" | "bairro" | "cidade", maxLength: number) => (
    <TextField
      label={t(name)}
      optional
      autoComplete="off"
      maxLength={maxLength}
      error={errors[name]?.message}
      {...register(name)}
    />
  );
  return (
    <>
      <TextField
        label={t("cep")}
        optional
        inputMode="numeric"
        autoComplete="off"
        placeholder={t("cepExample")}
        maxLength={9}
        error={errors.cep?.message}
        {...register("cep", {
          ...masked(maskCep, (text) => setValue("cep", text)),
          validate: (text) => isCepOrEmpty(text) || fault("cep"),
        })}
      />
      {plain("logradouro", 255)}
      {plain("numero", 20)}
      {plain("complemento", 100)}
      {plain("bairro", 100)}
      {plain("cidade", 100)}
      <SelectField label={t("uf")} optional error={errors.uf?.message} {...register("uf")}>
        <option value="">{t("noUf")}</option>
        {UFS.map((uf) => (
          <option key={uf} value={uf}>
            {uf}
          </option>
        ))}
      </SelectField>
    </>
  );
}
