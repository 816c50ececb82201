import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { TextArea, TextField } from "@/components/Field";
import { useSay } from "@/components/Toast";
import { FormDialog } from "../../form/FormDialog";
import { useSend } from "../../form/useSend";
import type { Animal } from "../queries";
import { useAddIncident } from "./queries";

const LONGEST_TEXT = 5000;

/** A bite, a fall, an escape: in the words of who saw it. */
export function IncidentDialog({ animal, onClose }: { animal: Animal; onClose: () => void }) {
  const t = useTranslations("animal.timeline.incident");
  const say = useSay();
  const { mutateAsync } = useAddIncident(animal.id);
  const [now] = useState(() => localMinute(new Date()));
  const form = useForm({ defaultValues: { texto: "", em: "" } });
  const { errors, isDirty } = form.formState;
  const { busy, trouble, submit } = useSend({
    form,
    send: async ({ texto, em }, key) => {
      await mutateAsync({ body: { texto, em: em === "" ? null : new Date(em).toISOString() }, key });
      say.done(t("saved", { nome: animal.nome }));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t("title")}
      lead={t("lead")}
      save={t("save")}
      dirty={isDirty}
      busy={busy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextArea
        label={t("what")}
        placeholder={t("example")}
        maxLength={LONGEST_TEXT}
        error={errors.texto?.message}
        {...form.register("texto", { validate: (text) => text.trim() !== "" || t("missing") })}
      />
      <TextField
        label={t("when")}
        optional
        type="datetime-local"
        max={now}
        hint={t("whenHint")}
        error={errors.em?.message}
        {...form.register("em")}
      />
    </FormDialog>
  );
}

/** As a field for date and time writes it, in the time of who holds the device. */
function localMinute(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
