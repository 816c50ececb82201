import { useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ChoiceField } from "@/components/Choice";
import { CheckField, TextField } from "@/components/Field";
import { FormDialog } from "../form/FormDialog";
import type { Vacina } from "./queries";
import { useVacinaForm } from "./useVacinaForm";
import { ESPECIES, isDays, isDoses, TIPOS } from "./values";

/** A vaccine or treatment: for whom, how often, and whether a booking asks for it. */
export function VacinaDialog({ vacina, onClose }: { vacina: Vacina | null; onClose: () => void }) {
  const t = useTranslations("setup.vacinas");
  const common = useTranslations("common");
  const { form, trouble, busy, submit } = useVacinaForm(vacina, onClose);
  const { register, control, formState } = form;
  const { errors } = formState;
  const title = vacina?.nome ?? t("newTitle");
  const [doses] = useWatch({ control, name: ["doses"] });
  const days = (name: "intervalo_dias" | "reforco_dias" | "idade_minima_dias", least: number, needed: boolean) => ({
    label: t(`field.${name}`),
    after: t("days"),
    inputMode: "numeric" as const,
    autoComplete: "off",
    maxLength: 4,
    optional: !needed,
    error: errors[name]?.message,
    ...register(name, { validate: (text) => isDays(text, { least, needed }) || t("fault.days") }),
  });
  return (
    <FormDialog
      title={title}
      lead={t("kept")}
      save={common("save")}
      dirty={formState.isDirty}
      busy={busy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t("field.nome")}
        autoComplete="off"
        maxLength={255}
        error={errors.nome?.message}
        {...register("nome", { validate: (text) => text.trim() !== "" || t("fault.nome") })}
      />
      <ChoiceField
        label={t("field.tipo")}
        {...register("tipo")}
        options={TIPOS.map((value) => ({ value, label: t(`tipo.${value}`) }))}
      />
      <fieldset>
        <legend className="font-semibold">{t("field.especies")}</legend>
        <p className="text-sm text-ink-soft">{t("especiesHint")}</p>
        <div className="grid grid-cols-2 gap-x-4">
          {ESPECIES.map((one) => (
            <CheckField key={one} label={t(`especie.${one}`)} value={one} {...register("especies")} />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("field.doses")}
          inputMode="numeric"
          autoComplete="off"
          maxLength={2}
          error={errors.doses?.message}
          {...register("doses", { validate: (text) => isDoses(text) || t("fault.doses") })}
        />
        {Number(doses) > 1 && <TextField {...days("intervalo_dias", 1, true)} />}
        <TextField {...days("reforco_dias", 1, false)} />
        <TextField {...days("idade_minima_dias", 0, false)} />
      </div>
      <TextField
        label={t("field.grupo")}
        hint={t("grupoHint")}
        optional
        autoComplete="off"
        maxLength={40}
        error={errors.grupo?.message}
        {...register("grupo")}
      />
      <CheckField label={t("field.obrigatoria")} hint={t("obrigatoriaHint")} {...register("obrigatoria")} />
    </FormDialog>
  );
}
