import { type SyntheticEvent, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { TextField } from "@/components/Field";
import { FormDialog } from "../form/FormDialog";
import { afterRefusal, type Attempt, nextAttempt } from "../form/attempt";
import { masked } from "../form/masked";
import { maskPhone, phoneFault } from "../format/phone";
import { type Tutor, useCreateTutor } from "../tutores/queries";
import { NO_TUTOR, tutorIn, type TutorValues } from "../tutores/values";

/** A tutor with the two things that matter at the counter; the rest can follow later. */
export function QuickTutor({
  nome,
  onClose,
  onSaved,
}: {
  nome: string;
  onClose: () => void;
  onSaved: (tutor: Tutor) => void;
}) {
  const t = useTranslations("shop.tutores");
  const { form, trouble, busy, submit } = useQuickSave(nome, onSaved);
  const { register, setValue, formState } = form;
  return (
    <FormDialog
      title={t("newTitle")}
      save={t("save")}
      dirty={formState.isDirty}
      busy={busy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t("field.nome")}
        autoComplete="off"
        error={formState.errors.nome?.message}
        {...register("nome", { validate: (text) => text.trim() !== "" || t("fault.nome") })}
      />
      <TextField
        label={t("field.telefone")}
        optional
        type="tel"
        inputMode="tel"
        autoComplete="off"
        placeholder="(11) 98765-4321"
        maxLength={20}
        error={formState.errors.telefone?.message}
        {...register("telefone", {
          ...masked(maskPhone, (text) => setValue("telefone", text)),
          validate: (text) => {
            const fault = phoneFault(text);
            return fault === null || t(`fault.phone.${fault}`);
          },
        })}
      />
    </FormDialog>
  );
}

function useQuickSave(nome: string, onSaved: (tutor: Tutor) => void) {
  const form = useForm({ defaultValues: { ...NO_TUTOR, nome } });
  const showProblem = useShowProblem();
  const { mutateAsync, isPending } = useCreateTutor();
  const attempt = useRef<Attempt | undefined>(undefined);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function save(values: TutorValues): Promise<void> {
    if (isPending) return;
    setTrouble(null);
    const trying = nextAttempt(attempt.current, JSON.stringify(values));
    attempt.current = trying;
    try {
      onSaved(await mutateAsync({ body: tutorIn(values), key: trying.key }));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      attempt.current = afterRefusal(trying, error);
      setTrouble(showProblem(form, error));
    }
  }
  const submit = (event: SyntheticEvent): void => {
    // React hands events of a portal to the form around it in the tree.
    event.stopPropagation();
    form.clearErrors();
    void form.handleSubmit(save)(event);
  };
  return { form, trouble, busy: isPending, submit };
}
