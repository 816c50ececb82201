import { useId, useState } from "react";
import { type Control, useController, type UseFormReturn, useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { ChoiceField } from "@/components/Choice";
import { CheckField, TextArea, TextField } from "@/components/Field";
import { SideSheet } from "@/components/SideSheet";
import { isDate } from "../agenda/clock";
import { useAgendaWords } from "../agenda/useAgendaWords";
import type { NewOne } from "../agendar/AnimalField";
import { useOfertas } from "../agendar/queries";
import { ServicosField } from "../agendar/ServicosField";
import { PersonField, Whom } from "../agendar/Whom";
import { LeaveDialog } from "../form/LeaveDialog";
import { useLeaveGuard } from "../form/useLeaveGuard";
import { DAYS } from "../hours/week";
import type { Espera } from "./queries";
import { useEsperaForm } from "./useEsperaForm";
import { type Chosen, type EsperaValues, PERIODOS } from "./values";

export type EsperaFormProps = {
  /** What is changed; null for somebody new on the list. */
  entry: Espera | null;
  chosen?: Chosen;
  today: string;
  zone: string;
  onClose: () => void;
  onSaved?: () => void;
};

/** An animal on the waiting list: for whom, what, and when it would suit. */
export function EsperaForm({ entry, chosen = {}, today, zone, onClose, onSaved = onClose }: EsperaFormProps) {
  const t = useTranslations("espera.form");
  const words = useAgendaWords(zone);
  const { form, busy, trouble, submit } = useEsperaForm({ entry, chosen, today, onSaved });
  const animalId = useWatch({ control: form.control, name: "animalId" });
  const [creating, setCreating] = useState<NewOne | null>(null);
  const guard = useLeaveGuard((form.formState.isDirty || creating !== null) && !busy);
  const id = useId();
  const choose = (found: number | null): void => {
    form.setValue("animalId", found, { shouldDirty: true });
    form.setValue("servicos", [], { shouldDirty: true });
  };
  const isReady = animalId !== null && creating === null;
  return (
    <SideSheet
      open
      onClose={() => guard.ask(onClose)}
      title={t(entry ? "changeTitle" : "title")}
      lead={entry && `${entry.animal} · ${entry.cliente}`}
      actions={
        isReady && (
          <>
            {trouble && (
              <Banner kind="danger" className="w-full">
                {trouble}
              </Banner>
            )}
            <Button type="submit" form={id} busy={busy} size="lg">
              {t(entry ? "save" : "add")}
            </Button>
          </>
        )
      }
    >
      {!entry && <Whom {...{ animalId, creating, setCreating, words }} onChoose={choose} />}
      {isReady && (
        <form id={id} noValidate aria-label={t("title")} onSubmit={submit} className="flex flex-col gap-5">
          {entry?.estado === "oferecida" && <Banner kind="warn">{t("offerFalls")}</Banner>}
          <Work control={form.control} animalId={animalId} />
          <Days form={form} today={today} />
          <TextArea
            label={t("note")}
            optional
            maxLength={5000}
            error={form.formState.errors.observacoes?.message}
            {...form.register("observacoes")}
          />
        </form>
      )}
      <LeaveDialog guard={guard} onLeave={() => undefined} />
    </SideSheet>
  );
}

/** What is to be done, and by whom. */
function Work({ control, animalId }: { control: Control<EsperaValues>; animalId: number }) {
  const t = useTranslations("espera.form");
  const { data: offers = [] } = useOfertas(animalId);
  const validate = (ids: number[]): string | true => ids.length > 0 || t("fault.servicos");
  const { field: work, fieldState } = useController({ control, name: "servicos", rules: { validate } });
  const { field: person } = useController({ control, name: "profissionalId" });
  return (
    <>
      <div>
        <ServicosField
          animalId={animalId}
          // What the shop does not offer any more falls away with the next choice.
          chosen={work.value.flatMap((id) => offers.find(({ servico_id }) => servico_id === id) ?? [])}
          onChange={(chosen) => work.onChange(chosen.map(({ servico_id }) => servico_id))}
        />
        <p aria-live="polite" className="mt-1.5 text-sm font-medium text-danger empty:hidden">
          {fieldState.error?.message}
        </p>
      </div>
      <PersonField value={person.value} onChange={person.onChange} />
    </>
  );
}

/** Between which days, and when on these. */
function Days({ form, today }: { form: UseFormReturn<EsperaValues>; today: string }) {
  const t = useTranslations("espera.form");
  const period = useTranslations("espera.periodo");
  const { register, formState } = form;
  const day = (name: "de" | "ate") => ({
    label: t(name),
    type: "date",
    min: today,
    error: formState.errors[name]?.message,
    ...register(name, { validate: (text) => isDate(text) || t("fault.day") }),
  });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2!">
        <TextField {...day("de")} />
        <TextField {...day("ate")} />
      </div>
      <ChoiceField
        label={t("periodo")}
        {...register("periodo")}
        options={[
          { value: "", label: t("anyTime") },
          ...PERIODOS.map((value) => ({ value, label: period(value), hint: t(`hours.${value}`) })),
        ]}
      />
      <fieldset>
        <legend className="font-semibold">{t("dias")}</legend>
        <p className="text-sm text-ink-soft">{t("diasHint")}</p>
        <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3!">
          {DAYS.map((one) => (
            <CheckField key={one} label={t(`weekday.${one}`)} value={one} {...register("dias")} />
          ))}
        </div>
      </fieldset>
    </>
  );
}
