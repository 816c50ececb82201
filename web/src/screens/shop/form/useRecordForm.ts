import { type BaseSyntheticEvent, useEffect, useRef, useState } from "react";
import { type DefaultValues, useForm, useWatch, type UseFormReturn } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { afterRefusal, type Attempt, nextAttempt } from "./attempt";
import { type Base, changedFields, compare, rebase, type Values } from "./changes";
import { useDraft } from "./useDraft";

export type Conflict<V extends Values> = { base: Base<V>; mine: V; theirs: Base<V> };
export type Trouble = { text: string; passing: boolean };

export type RecordFormOptions<V extends Values, R> = {
  /** The draft's name: one for each form and record. */
  name: string;
  /** What the fields show at first. */
  start: V;
  /** The version that `start` was read at; none for a new record. */
  version?: number;
  send: (values: V, sending: { key: string; base: Base<V> | undefined }) => Promise<R>;
  /** What is stored now, when somebody else was faster. */
  current?: () => Promise<Base<V>>;
  /** Says so and goes to the record. */
  onSaved: (record: R) => void;
  /** The person prefers what the other one saved. */
  onYield?: () => void;
};

export type RecordForm<V extends Values> = {
  form: UseFormReturn<V>;
  values: V;
  submit: (event?: BaseSyntheticEvent) => Promise<void>;
  busy: boolean;
  dirty: boolean;
  /** Why it is not saved, and whether pressing again may help. */
  trouble: Trouble | null;
  conflict: Conflict<V> | null;
  keepMine: () => void;
  keepTheirs: () => void;
  postpone: () => void;
  /** Whether the text comes from a draft. */
  restored: boolean;
  discard: () => void;
};

/** A form of one record: keeps what is typed, sends it once, and settles who was first. */
export function useRecordForm<V extends Values, R>(options: RecordFormOptions<V, R>): RecordForm<V> {
  const trouble = useTrouble<V>();
  const { found, keep: keepDraft, clear } = useDraft(options.name, options.start);
  const [base, setBase] = useState(found?.base ?? baseOf(options));
  const [restored, setRestored] = useState(found !== null);
  const [busy, setBusy] = useState(false);
  // A second press may come before React has drawn the first.
  const sending = useRef(false);
  const [conflict, setConflict] = useState<Conflict<V> | null>(null);
  const attempt = useRef<Attempt | undefined>(found?.attempt);
  const done = useRef(false);
  const form = useForm<V>({ defaultValues: (found?.values ?? options.start) as DefaultValues<V> });
  const values = useWatch({ control: form.control }) as V;
  const dirty = changedFields(base?.values ?? options.start, values).length > 0;

  useEffect(() => {
    if (done.current) return;
    if (dirty) keepDraft({ values, base, attempt: attempt.current });
    else clear();
  }, [values, base, dirty, keepDraft, clear]);

  async function save(typed: V, against: Base<V> | undefined): Promise<void> {
    sending.current = true;
    setBusy(true);
    trouble.clear();
    attempt.current = nextAttempt(attempt.current, JSON.stringify(typed));
    keepDraft({ values: typed, base: against, attempt: attempt.current });
    try {
      const record = await options.send(typed, { key: attempt.current.key, base: against });
      done.current = true;
      clear();
      options.onSaved(record);
    } catch (error) {
      sending.current = false;
      setBusy(false);
      if (!(error instanceof ApiProblem)) throw error;
      attempt.current = afterRefusal(attempt.current, error);
      if (against && options.current && error.code === "STALE_VERSION") await ask(typed, against, options.current);
      else trouble.show(form, error);
    }
  }

  /** Asks only where both changed the same field. What is stored as typed was ours, its answer lost on the way. */
  async function ask(mine: V, against: Base<V>, current: () => Promise<Base<V>>): Promise<void> {
    try {
      const found = { base: against, mine, theirs: await current() };
      if (changedFields(mine, found.theirs.values).length === 0) yieldTo(found);
      else if (compare(against.values, mine, found.theirs.values).clashes.length === 0) keep(found);
      else setConflict(found);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      trouble.show(form, error);
    }
  }

  function settle(settled: Conflict<V>, next: V): void {
    setConflict(null);
    setBase(settled.theirs);
    form.reset(next);
  }

  function keep(found: Conflict<V>): void {
    const next = rebase(found.base.values, found.mine, found.theirs.values);
    settle(found, next);
    void save(next, found.theirs);
  }

  function yieldTo(found: Conflict<V>): void {
    done.current = true;
    settle(found, found.theirs.values);
    clear();
    options.onYield?.();
  }

  return {
    form,
    values,
    submit: (event) => {
      // What the server said of the last text is no hindrance to the next.
      form.clearErrors();
      return form.handleSubmit((typed) => (sending.current ? undefined : save(typed, base)))(event);
    },
    busy,
    dirty,
    trouble: trouble.shown,
    conflict,
    keepMine: () => conflict && keep(conflict),
    keepTheirs: () => conflict && yieldTo(conflict),
    postpone: () => setConflict(null),
    restored,
    discard: () => {
      attempt.current = undefined;
      setBase(baseOf(options));
      form.reset(options.start);
      setRestored(false);
    },
  };
}

function baseOf<V extends Values>({ start, version }: { start: V; version?: number }): Base<V> | undefined {
  return version === undefined ? undefined : { values: start, version };
}

/** The refusal that has no field of its own. */
function useTrouble<V extends Values>() {
  const t = useTranslations("shop.form");
  const showProblem = useShowProblem();
  const [shown, setShown] = useState<Trouble | null>(null);
  return {
    shown,
    clear: () => setShown(null),
    show: (form: UseFormReturn<V>, problem: ApiProblem) => {
      const passing = problem.status === 0 || problem.status >= 500 || problem.status === 429;
      const text = problem.code === "IDEMPOTENCY_KEY_REUSED" ? t("alreadyArrived") : showProblem(form, problem);
      setShown(text === null ? null : { text, passing });
    },
  };
}
