import { useForm, useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ChoiceField } from "@/components/Choice";
import { CheckField, TextField } from "@/components/Field";
import { useSay } from "@/components/Toast";
import { FormDialog } from "../../form/FormDialog";
import { useSend } from "../../form/useSend";
import type { Animal } from "../queries";
import { doseIn, type DoseValues, givenPatch, noDose } from "./doses";
import { type Dose, useAddDose, useChangeDose, type Vaccine } from "./queries";

/** Which dose is written down: a new one, or the planned one that was given now. */
export type DoseAsked = { vaccine: Vaccine; planned: Dose | null };

const RENAME = { aplicada_em: "data", prevista_para: "data" };

/** A dose given or planned. */
export function DoseDialog({
  animal,
  asked: { vaccine, planned },
  today,
  onClose,
}: {
  animal: Animal;
  asked: DoseAsked;
  today: string;
  onClose: () => void;
}) {
  const t = useTranslations("animal.vaccines.dose");
  const { form, busy, trouble, submit } = useDoseForm({ animal, vaccine, planned, today, onClose });
  const quando = useWatch({ control: form.control, name: "quando" });
  const title = t(planned ? "giveTitle" : "newTitle", { vaccine: vaccine.nome });
  return (
    <FormDialog
      title={title}
      save={t("save")}
      dirty={form.formState.isDirty}
      busy={busy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      {!planned && (
        <ChoiceField
          label={t("when")}
          options={(["aplicada", "prevista"] as const).map((value) => ({ value, label: t(value) }))}
          {...form.register("quando")}
        />
      )}
      <TextField
        label={t(quando === "aplicada" ? "givenOn" : "plannedFor")}
        type="date"
        {...(quando === "aplicada" ? { max: today } : { min: today })}
        error={form.formState.errors.data?.message}
        {...form.register("data", { validate: (date) => date !== "" || t("missingDay") })}
      />
      {quando === "aplicada" && <Details form={form} />}
    </FormDialog>
  );
}

function Details({ form: { register, formState } }: Pick<ReturnType<typeof useDoseForm>, "form">) {
  const t = useTranslations("animal.vaccines.dose");
  const { errors } = formState;
  return (
    <>
      <CheckField label={t("informada")} hint={t("informadaHint")} {...register("informada")} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={t("lote")} optional autoComplete="off" error={errors.lote?.message} {...register("lote")} />
        <TextField
          label={t("fabricante")}
          optional
          autoComplete="off"
          error={errors.fabricante?.message}
          {...register("fabricante")}
        />
        <TextField
          label={t("validade")}
          optional
          type="date"
          error={errors.validade?.message}
          {...register("validade")}
        />
        <TextField
          label={t("veterinario")}
          optional
          autoComplete="off"
          error={errors.veterinario?.message}
          {...register("veterinario")}
        />
        <TextField
          label={t("crmv")}
          optional
          autoComplete="off"
          placeholder={t("crmvExample")}
          error={errors.crmv?.message}
          {...register("crmv")}
        />
      </div>
    </>
  );
}

function useDoseForm({
  animal,
  vaccine,
  planned,
  today,
  onClose,
}: DoseAsked & { animal: Animal; today: string; onClose: () => void }) {
  const t = useTranslations("animal.vaccines.dose");
  const say = useSay();
  const add = useAddDose(animal.id);
  const change = useChangeDose(animal.id);
  const form = useForm<DoseValues>({ defaultValues: noDose(today) });
  const sending = useSend({
    form,
    rename: RENAME,
    send: async (values, key) => {
      if (planned) await change.mutateAsync({ doseId: planned.id, body: givenPatch(planned, values) });
      else await add.mutateAsync({ body: doseIn(vaccine.vacina_id, values), key });
      say.done(t("saved", { vaccine: vaccine.nome, nome: animal.nome }));
      onClose();
    },
  });
  return { form, ...sending };
}
