import { useEffect, useRef, useState } from "react";
import { type DefaultValues, type FieldValues, useForm, type UseFormReturn } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { useProblemText } from "@/api/problemText";
import { useSay } from "@/components/Toast";
import { useSayDirty } from "./dirty";
import { type Entry, type Settings, useWriteSettings } from "./queries";

export type SettingForm<V extends FieldValues> = {
  id: string;
  form: UseFormReturn<V>;
  dirty: boolean;
  busy: boolean;
  trouble: string | null;
  submit: () => Promise<void>;
  discard: () => void;
};

/** One section's form: saved by itself, with a way back; what was typed stays when it is refused. */
export function useSettingForm<V extends FieldValues>({
  id,
  settings,
  start,
  entries,
  confirm,
}: {
  id: string;
  settings: Settings;
  start: V;
  entries: (values: V) => Entry[];
  /** Asks before what cannot be taken back: false leaves it unsaved. */
  confirm?: (values: V) => Promise<boolean>;
}): SettingForm<V> {
  const t = useTranslations("settings");
  const say = useSay();
  const showProblem = useShowProblem();
  const problemText = useProblemText();
  const write = useWriteSettings();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useForm<V>({ defaultValues: start as DefaultValues<V> });
  const { isDirty } = form.formState;
  const stored = JSON.stringify(start);
  const shown = useRef(stored);
  useEffect(() => {
    // What is saved elsewhere, or taken back, arrives; but not over what is being typed.
    if (isDirty || shown.current === stored) return;
    shown.current = stored;
    form.reset(JSON.parse(stored) as V);
  }, [form, isDirty, stored]);
  useSayDirty(id, isDirty);

  async function save(values: V): Promise<void> {
    if (busy) return;
    setTrouble(null);
    setBusy(true);
    const now = entries(values);
    const before = now.map(({ key }) => ({ key, value: settings[key] ?? null }));
    try {
      if (confirm && !(await confirm(values))) return;
      await write.mutateAsync(now);
      form.reset(values);
      say.done(t("saved", { section: t(`section.${id}`) }), { label: t("undo"), onClick: () => takeBack(before) });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setTrouble(showProblem(form, error));
    } finally {
      setBusy(false);
    }
  }

  function takeBack(before: readonly Entry[]): void {
    write.mutate(before, { onError: (problem) => say.failed(problemText(problem)) });
  }

  return {
    id,
    form,
    dirty: isDirty,
    busy,
    trouble,
    submit: () => form.handleSubmit(save)(),
    discard: () => {
      setTrouble(null);
      form.reset(start);
    },
  };
}
