import { type SyntheticEvent, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { useSay } from "@/components/Toast";
import { afterRefusal, type Attempt, nextAttempt } from "../form/attempt";
import { useChangeVacina, useCreateVacina, type Vacina } from "./queries";
import { NO_VACINA, vacinaBody, type VacinaValues, valuesOfVacina } from "./values";

/** The form of one vaccine, new or known; what was typed stays when it is refused. */
export function useVacinaForm(vacina: Vacina | null, onSaved: () => void) {
  const t = useTranslations("setup.vacinas");
  const say = useSay();
  const showProblem = useShowProblem();
  const form = useForm<VacinaValues>({ defaultValues: vacina ? valuesOfVacina(vacina) : NO_VACINA });
  const create = useCreateVacina();
  const change = useChangeVacina();
  const attempt = useRef<Attempt | undefined>(undefined);
  const [trouble, setTrouble] = useState<string | null>(null);
  const busy = create.isPending || change.isPending;

  async function save(values: VacinaValues): Promise<void> {
    if (busy) return;
    setTrouble(null);
    const body = vacinaBody(values);
    const trying = nextAttempt(attempt.current, JSON.stringify(body));
    attempt.current = trying;
    try {
      if (vacina) await change.mutateAsync({ id: vacina.id, body: { ...body, version: vacina.version } });
      else await create.mutateAsync({ body: { ...body, ativo: true }, key: trying.key });
      say.done(t("saved", { nome: values.nome }));
      onSaved();
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
  return { form, trouble, busy, submit };
}
