import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { useSay } from "@/components/Toast";
import { useSend } from "../form/useSend";
import { type Espera, useChangeEspera, useCreateEspera } from "./queries";
import { bodyOf, type Chosen, type EsperaValues, newValues, patchOf, valuesOf } from "./values";

/** What stands in the form of one wish, new or known; what was typed stays when it is refused. */
export function useEsperaForm({
  entry,
  chosen,
  today,
  onSaved,
}: {
  entry: Espera | null;
  chosen: Chosen;
  today: string;
  onSaved: () => void;
}) {
  const t = useTranslations("espera.form");
  const say = useSay();
  const form = useForm<EsperaValues>({ defaultValues: entry ? valuesOf(entry) : newValues(today, chosen) });
  const { mutateAsync: create } = useCreateEspera();
  const { mutateAsync: change } = useChangeEspera();
  const sending = useSend({
    form,
    rename: { itens: "servicos" },
    send: async (values, key) => {
      const saved = entry
        ? await change({ id: entry.id, body: patchOf(entry, values) })
        : await create({ body: bodyOf(values), key });
      say.done(t(entry ? "changed" : "added", { animal: saved.animal }));
      onSaved();
    },
  });
  return { form, ...sending };
}
