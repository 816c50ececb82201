import { Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/router";
import { type FieldArrayWithId, useFieldArray, type UseFormReturn } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/Button";
import { TextField } from "@/components/Field";
import { priceFault } from "../servicos/faults";
import type { Settings } from "./queries";
import { isZoneTwice, MOST_ZONES, taxiEntries, taxiValues, type TaxiValues } from "./settings";
import { SettingSection } from "./SettingSection";
import { useSettingForm } from "./useSettingForm";

const WAIT = { least: 5, most: 240 };

/** What a ride costs, by zone, and how long whoever waits at the door has to wait. */
export function TaxiSection({ settings }: { settings: Settings }) {
  const t = useTranslations("settings.taxi");
  const { locale = "" } = useRouter();
  const start = taxiValues(settings, locale);
  const setting = useSettingForm({ id: "taxi", settings, start, entries: taxiEntries });
  const { form } = setting;
  const { register, control, formState } = form;
  const { fields, append, remove } = useFieldArray({ control, name: "zonas" });
  return (
    <SettingSection setting={setting}>
      <div className="grid gap-5 md:grid-cols-2">
        <TextField
          label={t("taxa")}
          hint={t("taxaHint")}
          before="R$"
          inputMode="decimal"
          autoComplete="off"
          maxLength={16}
          error={formState.errors.taxa?.message}
          {...register("taxa", { validate: usePriceCheck() })}
        />
        <TextField
          label={t("wait")}
          hint={t("waitHint")}
          after="min"
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          error={formState.errors.janela_minutos?.message}
          {...register("janela_minutos", { validate: (text) => isWait(text) || t("fault.wait") })}
        />
      </div>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 font-semibold">{t("zones")}</legend>
        {fields.length === 0 && <p className="text-ink-soft">{t("noZones")}</p>}
        {fields.map((field, at) => (
          <Zone key={field.id} at={at} field={field} form={form} onRemove={() => remove(at)} />
        ))}
        {fields.length < MOST_ZONES && (
          <Button
            look="secondary"
            className="self-start"
            icon={<Plus aria-hidden className="size-5" />}
            onClick={() => append({ nome: "", taxa: "" })}
          >
            {t("add")}
          </Button>
        )}
      </fieldset>
    </SettingSection>
  );
}

type ZoneProps = {
  at: number;
  field: FieldArrayWithId<TaxiValues, "zonas">;
  form: UseFormReturn<TaxiValues>;
  onRemove: () => void;
};

function Zone({ at, field, form: { register, getValues, formState }, onRemove }: ZoneProps) {
  const t = useTranslations("settings.taxi");
  const errors = formState.errors.zonas?.[at];
  const number = at + 1;
  return (
    <div role="group" aria-label={t("zone", { number })} className="flex items-start gap-2">
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_8.5rem] gap-2">
        <TextField
          label={t("name")}
          autoComplete="off"
          maxLength={100}
          placeholder={t("nameExample")}
          error={errors?.nome?.message}
          {...register(`zonas.${at}.nome`, {
            validate: (text) => {
              if (text.trim() === "") return t("fault.name");
              return !isZoneTwice(getValues("zonas"), at) || t("fault.twice");
            },
          })}
        />
        <TextField
          label={t("fee")}
          before="R$"
          inputMode="decimal"
          autoComplete="off"
          maxLength={16}
          error={errors?.taxa?.message}
          {...register(`zonas.${at}.taxa`, { validate: usePriceCheck() })}
        />
      </div>
      <IconButton className="mt-7.5" label={t("remove", { zone: field.nome || number })} onClick={onRemove}>
        <Trash2 aria-hidden className="size-5" />
      </IconButton>
    </div>
  );
}

function usePriceCheck(): (text: string) => true | string {
  const t = useTranslations("settings.taxi.fault.price");
  return (text) => {
    const fault = priceFault(text);
    return fault === null || t(fault);
  };
}

function isWait(text: string): boolean {
  return /^\d{1,3}$/.test(text.trim()) && Number(text) >= WAIT.least && Number(text) <= WAIT.most;
}
