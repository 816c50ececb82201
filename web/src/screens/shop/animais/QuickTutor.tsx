import { type SyntheticEvent, useId, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { TextField } from "@/components/Field";
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
  const common = useTranslations("common");
  const id = useId();
  const { form, trouble, busy, submit } = useQuickSave(nome, onSaved);
  const { register, setValue, formState } = form;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("newTitle")}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button type="submit" form={id} busy={busy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={id} noValidate aria-label={t("newTitle")} onSubmit={submit} className="flex flex-col gap-4 pt-2">
        {trouble && <Banner kind="danger">{trouble}</Banner>}
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
      </form>
    </Dialog>
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
