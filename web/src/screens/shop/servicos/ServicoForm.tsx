import { useId, useState } from "react";
import { type Control, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ChoiceField } from "@/components/Choice";
import { CheckField, TextField } from "@/components/Field";
import { FieldGroup, FormShell } from "../form/FormShell";
import type { RecordForm } from "../form/useRecordForm";
import { useMinutes } from "../format/useMinutes";
import { isDuration, priceFault } from "./faults";
import { MatrixField } from "./MatrixField";
import { PartsField } from "./PartsField";
import { TipoField } from "./TipoField";
import { useShowServico } from "./useShowServico";
import { DURATIONS, type ServicoValues } from "./values";

const OTHER = "outra";
// What shops in Brazil call what they do; suggestions, never a limit.
const USUAL_NAMES = [
  "Banho",
  "Banho e tosa",
  "Tosa higiênica",
  "Tosa na máquina",
  "Tosa na tesoura",
  "Tosa bebê",
  "Tosa da raça",
  "Hidratação",
  "Desembolo",
  "Corte de unhas",
  "Limpeza de ouvidos",
  "Escovação de dentes",
  "Remoção de subpelo",
  "Banho medicamentoso",
  "Táxi dog",
  "Creche",
  "Hotel",
  "Consulta",
  "Vacina",
] as const;

/** The fields of a serviço. */
export function ServicoForm({
  record,
  label,
  save,
  back = "/servicos",
  lost,
  isNew = false,
}: {
  record: RecordForm<ServicoValues>;
  label: string;
  save: string;
  back?: string;
  lost?: string | null;
  /** Only then can it be chosen what kind it is. */
  isNew?: boolean;
}) {
  const t = useTranslations("shop.servicos");
  const more = useTranslations("setup.servicos");
  const show = useShowServico();
  const { control } = record.form;
  const names = {
    nome: t("field.nome"),
    tipo: more("field.tipo"),
    precos: more("field.precos"),
    componentes: more("field.componentes"),
    preco: t("field.preco"),
    duracao: t("field.duracao"),
    ativo: t("field.ativo"),
  };
  return (
    <FormShell record={record} label={label} save={save} back={back} lost={lost} names={names} show={show}>
      <FieldGroup>
        {isNew && (
          <div className="md:col-span-2">
            <TipoField control={control} />
          </div>
        )}
        <NameAndPrice record={record} />
        <div className="md:col-span-2">
          <DurationField control={control} />
        </div>
        <div className="md:col-span-2">
          <CheckField label={t("offered")} hint={t("offeredHint")} {...record.form.register("ativo")} />
        </div>
      </FieldGroup>
      {record.values.tipo === "combo" && (
        <FieldGroup title={more("field.componentes")}>
          <div className="md:col-span-2">
            <PartsField control={control} />
          </div>
        </FieldGroup>
      )}
      <FieldGroup title={more("field.precos")}>
        <div className="md:col-span-2">
          <MatrixField control={control} base={record.values} />
        </div>
      </FieldGroup>
    </FormShell>
  );
}

function NameAndPrice({ record: { form } }: { record: RecordForm<ServicoValues> }) {
  const t = useTranslations("shop.servicos");
  const names = useId();
  const { errors } = form.formState;
  return (
    <>
      <TextField
        label={t("field.nome")}
        autoComplete="off"
        list={names}
        data-arrival
        error={errors.nome?.message}
        {...form.register("nome", { validate: (text) => text.trim() !== "" || t("fault.nome") })}
      />
      <datalist id={names}>
        {USUAL_NAMES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextField
        label={t("field.preco")}
        before="R$"
        inputMode="decimal"
        autoComplete="off"
        maxLength={16}
        error={errors.preco?.message}
        {...form.register("preco", {
          validate: (text) => {
            const fault = priceFault(text);
            return fault === null || t(`fault.price.${fault}`);
          },
        })}
      />
    </>
  );
}

function DurationField({ control }: { control: Control<ServicoValues> }) {
  const t = useTranslations("shop.servicos");
  const minutes = useMinutes();
  const {
    field: { ref, value, onChange, onBlur },
    fieldState,
  } = useController({
    control,
    name: "duracao",
    rules: { validate: (text) => isDuration(text) || t("fault.duracao") },
  });
  const isUsual = DURATIONS.some((usual) => usual === value);
  const [isOther, setOther] = useState(!isUsual);
  const error = fieldState.error?.message;
  return (
    <div className="flex flex-col gap-4">
      <ChoiceField
        label={t("field.duracao")}
        name="duracao"
        ref={ref}
        error={isOther ? undefined : error}
        picked={isOther ? OTHER : value}
        onChange={({ target }) => {
          setOther(target.value === OTHER);
          onChange(target.value === OTHER ? "" : target.value);
        }}
        options={[
          ...DURATIONS.map((usual) => ({ value: usual, label: minutes(Number(usual)) })),
          { value: OTHER, label: t("otherDuration") },
        ]}
      />
      {isOther && (
        <div className="max-w-60">
          <TextField
            label={t("whichDuration")}
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            after="min"
            error={error}
            value={value}
            onChange={onChange}
            onBlur={onBlur}
          />
        </div>
      )}
    </div>
  );
}
