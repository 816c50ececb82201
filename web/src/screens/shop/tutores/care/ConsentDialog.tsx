import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ChoiceField } from "@/components/Choice";
import { TextArea } from "@/components/Field";
import { useSay } from "@/components/Toast";
import { FormDialog } from "../../form/FormDialog";
import { useSend } from "../../form/useSend";
import type { Tutor } from "../queries";
import { type ConsentIn, useAddConsent } from "./queries";

const ORIGINS = ["balcao", "papel", "telefone", "whatsapp", "site"] as const;
const LONGEST_TEXT = 1000;

/** A tutor's yes or no, and how it came. */
export function ConsentDialog({
  tutor,
  purpose,
  onClose,
}: {
  tutor: Tutor;
  purpose: ConsentIn["finalidade"];
  onClose: () => void;
}) {
  const t = useTranslations("animal.tutor.consents");
  const say = useSay();
  const { mutateAsync } = useAddConsent(tutor.id);
  const form = useForm({ defaultValues: { concedido: "", origem: "", texto: "" } });
  const { errors } = form.formState;
  const { busy, trouble, submit } = useSend({
    form,
    send: async ({ concedido, origem, texto }, key) => {
      const body: ConsentIn = {
        finalidade: purpose,
        concedido: concedido === "given",
        origem: ORIGINS.find((each) => each === origem) ?? "balcao",
        texto: texto.trim() || null,
      };
      await mutateAsync({ body, key });
      say.done(t("saved"));
      onClose();
    },
  });
  const title = t(`purpose.${purpose}`);
  const wanted = (value: string): boolean | string => value !== "" || t("missing");
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
      <ChoiceField
        label={t("answer")}
        options={(["given", "refused"] as const).map((value) => ({ value, label: t(`state.${value}`) }))}
        error={errors.concedido?.message}
        {...form.register("concedido", { validate: wanted })}
      />
      <ChoiceField
        label={t("origin")}
        options={ORIGINS.map((value) => ({ value, label: t(`origins.${value}`) }))}
        error={errors.origem?.message}
        {...form.register("origem", { validate: wanted })}
      />
      <TextArea
        label={t("text")}
        optional
        hint={t("textHint")}
        maxLength={LONGEST_TEXT}
        error={errors.texto?.message}
        {...form.register("texto")}
      />
    </FormDialog>
  );
}
