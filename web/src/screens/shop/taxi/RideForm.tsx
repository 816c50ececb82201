import { Trash2 } from "lucide-react";
import { useRouter } from "next/router";
import { useState } from "react";
import { useForm, type UseFormReturn } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Button } from "@/components/Button";
import { SelectField, TextArea, TextField } from "@/components/Field";
import { useSay } from "@/components/Toast";
import { useDay } from "../agenda/queries";
import { useSettings } from "../configuracoes/queries";
import { taxiRules } from "../configuracoes/settings";
import { FormDialog } from "../form/FormDialog";
import { useSend } from "../form/useSend";
import { parseMoney } from "../format/decimal";
import { useMoney } from "../format/useMoney";
import { type Ride, useDropRide, usePutRide, type Way } from "./queries";
import { NO_RIDE, rideBody, rideValues, type RideValues } from "./rides";

export type RideFormProps = {
  bookingId: number;
  animal: string;
  way: Way;
  /** The day it is on, and the shop's time zone. */
  date: string;
  zone: string;
  ride: Ride | null;
  onClose: () => void;
};

/** A ride: where to, when, by whom and for how much. What is left empty comes from the tutor and the settings. */
export function RideForm({ bookingId, animal, way, date, zone, ride: known, onClose }: RideFormProps) {
  // As it was when the form was opened: what others change meanwhile is not overwritten unseen.
  const [ride] = useState(known);
  const t = useTranslations("taxi.form");
  const say = useSay();
  const { locale = "" } = useRouter();
  const { mutateAsync: put } = usePutRide({ bookingId, way });
  const where = { date, zone };
  const form = useForm<RideValues>({ defaultValues: ride ? rideValues(ride, where, locale) : NO_RIDE });
  const { errors, isDirty } = form.formState;
  const { busy, trouble, submit } = useSend({
    form,
    send: async (values) => {
      await put(rideBody(values, where, ride?.version));
      say.done(t(`saved.${way}`, { animal }));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t(`title.${way}`, { animal })}
      lead={t("lead")}
      save={t("save")}
      dirty={isDirty}
      busy={busy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextArea
        label={t("address")}
        hint={t("addressHint")}
        rows={2}
        maxLength={1000}
        error={errors.endereco?.message}
        {...form.register("endereco")}
      />
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          label={t("from")}
          type="time"
          error={errors.inicio?.message}
          {...form.register("inicio", { validate: (from) => isWhole(from, form.getValues("fim")) || t("fault.part") })}
        />
        <TextField
          label={t("to")}
          type="time"
          error={errors.fim?.message}
          {...form.register("fim", { validate: (to) => isWhole(to, form.getValues("inicio")) || t("fault.part") })}
        />
      </div>
      <p className="-mt-2 text-sm text-ink-soft">{t(`timeHint.${way}`)}</p>
      <Driver form={form} ride={ride} />
      <Fee form={form} />
      <TextField
        label={t("note")}
        optional
        autoComplete="off"
        maxLength={5000}
        error={errors.observacoes?.message}
        {...form.register("observacoes")}
      />
      {ride && <Drop {...{ bookingId, animal, way, onClose }} />}
    </FormDialog>
  );
}

const isWhole = (one: string, other: string): boolean => (one === "") === (other === "");

function Driver({ form, ride }: { form: UseFormReturn<RideValues>; ride: Ride | null }) {
  const t = useTranslations("taxi.form");
  const { data: today } = useDay(null);
  const people = today?.profissionais ?? [];
  // Who left the shop still drives what was given to them.
  const gone = ride?.motorista_id != null && !people.some(({ id }) => id === ride.motorista_id) ? ride : null;
  return (
    <SelectField
      label={t("driver")}
      error={form.formState.errors.motorista_id?.message}
      // The options come after the value: the field is drawn anew with them.
      key={people.length}
      {...form.register("motorista_id")}
    >
      <option value="">{t("nobody")}</option>
      {gone && <option value={gone.motorista_id ?? ""}>{gone.motorista}</option>}
      {people.map(({ id, nome }) => (
        <option key={id} value={id}>
          {nome}
        </option>
      ))}
    </SelectField>
  );
}

function Fee({ form }: { form: UseFormReturn<RideValues> }) {
  const t = useTranslations("taxi.form");
  const money = useMoney();
  const { data: settings } = useSettings();
  const { errors } = form.formState;
  const rules = settings && taxiRules(settings);
  const fault = (text: string): boolean => text.trim() !== "" && parseMoney(text) === null;
  return (
    <div className="grid grid-cols-2 items-start gap-3">
      {rules && rules.zonas.length > 0 && (
        <SelectField
          label={t("zone")}
          error={errors.zona?.message}
          {...form.register("zona", { onChange: () => form.setValue("taxa", "", { shouldDirty: true }) })}
        >
          <option value="">{t("noZone")}</option>
          {rules.zonas.map(({ nome, taxa }) => (
            <option key={nome} value={nome}>
              {t("zoneFee", { zone: nome, fee: money(taxa) })}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label={t("fee")}
        before="R$"
        inputMode="decimal"
        autoComplete="off"
        maxLength={16}
        hint={rules && t(rules.zonas.length > 0 ? "feeOfZone" : "feeHint", { fee: money(rules.taxa) })}
        error={errors.taxa?.message}
        {...form.register("taxa", { validate: (text) => !fault(text) || t("fault.fee") })}
      />
    </div>
  );
}

function Drop({ bookingId, animal, way, onClose }: Pick<RideFormProps, "bookingId" | "animal" | "way" | "onClose">) {
  const t = useTranslations("taxi.form");
  const say = useSay();
  const problemText = useProblemText();
  const { mutateAsync, isPending } = useDropRide({ bookingId, way });
  const drop = async (): Promise<void> => {
    try {
      await mutateAsync();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      say.failed(problemText(error));
      return;
    }
    say.done(t(`dropped.${way}`, { animal }));
    onClose();
  };
  return (
    <Button
      look="quiet"
      className="self-start text-danger"
      busy={isPending}
      onClick={() => void drop()}
      icon={<Trash2 aria-hidden className="size-5" />}
    >
      {t("drop")}
    </Button>
  );
}
