import { ShieldCheck } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { TextArea, TextField } from "@/components/Field";
import { Refusal, type RefusalWords } from "./Refusal";
import { isLost } from "./refusals";

const MIN_REASON = 3;
const MAX_REASON = 500;
/** After these the set on the screen is no longer the one that would be touched. */
const MOVED_ON: ReadonlySet<string> = new Set(["STALE_VERSION", "WRONG_STATE", "NOT_FOUND"]);

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What the button does, in one or two sentences. */
  lead?: ReactNode;
  /** Why nothing can go wrong; without it the button is a dangerous one. */
  safe?: ReactNode;
  /** The exact set. */
  children: ReactNode;
  /** False while the set is still being read: nobody confirms what she has not seen. */
  ready?: boolean;
  reason: "required" | "optional";
  /** Characters that a reason has at least, where one is written. */
  shortest?: number;
  /** A word to be typed before it is done. */
  typed?: string | undefined;
  confirm: string;
  onConfirm: (reason: string) => Promise<unknown>;
  /** Called when things have moved on, or may have: what is behind is to be read again. */
  onMovedOn?: () => void;
  /** What this deed's refusals mean, where it knows more than that things have moved on. */
  words?: RefusalWords;
};

/** Asks before something is done: names the exact set, takes the reason, and shows a refusal where it was asked. */
export function ConfirmSet(props: Props) {
  const { open, onClose, title, lead, safe, children, ready = true, confirm, shortest = MIN_REASON } = props;
  const t = useTranslations("ops.confirm");
  const id = useId();
  const form = useForm({ defaultValues: { reason: "", typed: "" } });
  const { refusal, submit, forget } = useConfirm(form, props);
  const { errors, isSubmitting } = form.formState;
  const mustLook = refusal !== null && (isLost(refusal) || MOVED_ON.has(refusal.code));
  const close = () => {
    if (isSubmitting) return;
    // The reason stays for the next time; what was typed as a safeguard does not.
    form.resetField("typed");
    form.clearErrors();
    forget();
    onClose();
  };
  const look = () => {
    // The network may be back only now.
    props.onMovedOn?.();
    close();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      lead={lead}
      actions={
        <>
          {!mustLook && (
            <Button look="secondary" onClick={close}>
              {t("cancel")}
            </Button>
          )}
          <Button
            // Another element: one that became a submit button while it was clicked would send the form again.
            key={mustLook ? "look" : "confirm"}
            {...(mustLook ? { onClick: look } : { type: "submit", form: id })}
            look={safe || mustLook ? "primary" : "danger"}
            busy={isSubmitting}
            disabled={!ready}
          >
            {mustLook ? t("look") : confirm}
          </Button>
        </>
      }
    >
      {safe && (
        <p className="flex gap-2.5 rounded-md bg-ok-tint p-3 font-medium text-ok">
          <ShieldCheck aria-hidden className="mt-0.5 size-5 shrink-0" />
          <span>{safe}</span>
        </p>
      )}
      {children}
      <form id={id} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <TextArea
          label={t("reason")}
          hint={t("reasonHint")}
          optional={props.reason === "optional"}
          rows={2}
          maxLength={MAX_REASON}
          error={errors.reason?.message}
          {...form.register("reason", {
            validate: (text) =>
              (props.reason === "optional" && text.trim() === "") ||
              text.trim().length >= shortest ||
              t("reasonShort", { count: shortest }),
          })}
        />
        {props.typed !== undefined && (
          <TextField
            label={t("typed", { word: props.typed })}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            error={errors.typed?.message}
            {...form.register("typed", {
              validate: (text) => text.trim() === props.typed || t("typedWrong", { word: props.typed ?? "" }),
            })}
          />
        )}
      </form>
      {refusal && <SeenRefusal problem={refusal} words={props.words} />}
    </Dialog>
  );
}

/** Below a long set it would be out of sight: it is brought there, and the keyboard with it. */
function SeenRefusal({ problem, words }: { problem: ApiProblem; words: RefusalWords | undefined }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus();
    // The button that was pressed gives way to another in the same moment, and the focus may go with it.
    const again = requestAnimationFrame(() => place.current?.focus());
    return () => cancelAnimationFrame(again);
  }, [problem]);
  return (
    <div ref={place} tabIndex={-1}>
      <Refusal problem={problem} words={words} />
    </div>
  );
}

type Values = { reason: string; typed: string };

function useConfirm(form: ReturnType<typeof useForm<Values>>, { ready = true, onConfirm, onClose, onMovedOn }: Props) {
  const [refusal, setRefusal] = useState<ApiProblem | null>(null);
  const showProblem = useShowProblem();
  const submit = form.handleSubmit(async ({ reason }) => {
    if (!ready) return;
    setRefusal(null);
    try {
      await onConfirm(reason.trim());
      form.reset();
      onClose();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (showProblem(form, error) !== null) setRefusal(error);
      if (isLost(error) || MOVED_ON.has(error.code)) onMovedOn?.();
    }
  });
  return { refusal, submit, forget: () => setRefusal(null) };
}
