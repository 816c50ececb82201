import { type SyntheticEvent, useRef, useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { ApiProblem } from "@/api/client";
import { type Rename, useShowProblem } from "@/api/form";
import { afterRefusal, type Attempt, nextAttempt } from "./attempt";

type Sending<V extends FieldValues> = {
  form: UseFormReturn<V>;
  /** `key` is the same for every repeat of one intent. */
  send: (values: V, key: string) => Promise<void>;
  rename?: Rename;
};

/** A short form, as in a dialog: sent once per intent, and what is refused stands at its field. */
export function useSend<V extends FieldValues>({ form, send, rename }: Sending<V>) {
  const showProblem = useShowProblem();
  const attempt = useRef<Attempt | undefined>(undefined);
  // A second press may come before React has drawn the first.
  const sending = useRef(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function run(values: V): Promise<void> {
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    setTrouble(null);
    const trying = nextAttempt(attempt.current, JSON.stringify(values));
    attempt.current = trying;
    try {
      await send(values, trying.key);
      attempt.current = undefined;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      attempt.current = afterRefusal(trying, error);
      setTrouble(showProblem(form, error, rename));
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }

  const submit = (event: SyntheticEvent): void => {
    // React hands events of a portal to the form around it in the tree.
    event.stopPropagation();
    form.clearErrors();
    void form.handleSubmit(run)(event);
  };
  return { busy, trouble, submit };
}
