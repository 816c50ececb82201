import { useTranslations } from "use-intl";
import { CheckField, TextField } from "@/components/Field";
import { hoursOf } from "../configuracoes/settings";
import { useSettings } from "../configuracoes/queries";
import { FieldGroup, FormShell } from "../form/FormShell";
import type { RecordForm } from "../form/useRecordForm";
import { HoursField } from "../hours/HoursField";
import { useWeekWords } from "../hours/useWeekWords";
import { weekIn } from "../hours/week";
import { useAllServicos } from "../servicos/all";
import { ColorField } from "./ColorField";
import { colorName } from "./colors";
import { ServicosField } from "./ServicosField";
import { idsIn, type ProfissionalValues } from "./values";

type Props = { record: RecordForm<ProfissionalValues>; label: string; lost?: string | null };

/** The fields of somebody who works here. */
export function ProfissionalForm({ record, label, lost }: Props) {
  const t = useTranslations("setup.profissionais");
  const show = useShow();
  const settings = useSettings();
  const { form } = record;
  const names = {
    nome: t("field.nome"),
    cor: t("field.cor"),
    ativo: t("field.ativo"),
    horarios: t("field.horarios"),
    servicos: t("field.servicos"),
  };
  return (
    <FormShell
      record={record}
      label={label}
      save={t("save")}
      back="/profissionais"
      lost={lost ?? null}
      names={names}
      show={show}
    >
      <FieldGroup title={t("group.who")}>
        <TextField
          label={t("field.nome")}
          autoComplete="off"
          data-arrival
          error={form.formState.errors.nome?.message}
          {...form.register("nome", { validate: (text) => text.trim() !== "" || t("fault.nome") })}
        />
        <CheckField label={t("active")} hint={t("activeHint")} {...form.register("ativo")} />
        <div className="md:col-span-2">
          <ColorField control={form.control} />
        </div>
      </FieldGroup>
      <FieldGroup title={t("group.hours")}>
        <div className="md:col-span-2">
          <HoursField
            control={form.control}
            name="horarios"
            label={t("field.horarios")}
            shop={hoursOf(settings.data ?? {})}
          />
        </div>
      </FieldGroup>
      <FieldGroup title={t("group.servicos")}>
        <div className="md:col-span-2">
          <ServicosField control={form.control} />
        </div>
      </FieldGroup>
    </FormShell>
  );
}

/** A field's value in words, for who must choose between two of them. */
function useShow(): (name: string, value: string | boolean) => string {
  const t = useTranslations("setup.profissionais");
  const words = useWeekWords();
  const servicos = useAllServicos();
  return (name, value) => {
    if (typeof value === "boolean") return t(value ? "on" : "off");
    if (name === "cor" && value !== "") return t(`color.${colorName(value) ?? "other"}`);
    if (name === "horarios") {
      const week = weekIn(value);
      return week ? words(week) : t("shopHours");
    }
    if (name !== "servicos") return value;
    if (value === "") return t("allServicos");
    const ids = idsIn(value);
    const found = servicos.data?.filter((servico) => ids.includes(servico.id)) ?? [];
    return found.map((servico) => servico.nome).join(", ") || t("servicosCount", { count: ids.length });
  };
}
