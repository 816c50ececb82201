import { type SyntheticEvent, useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { ChoiceField } from "@/components/Choice";
import { CheckField, TextField } from "@/components/Field";
import { useSay } from "@/components/Toast";
import { FormDialog } from "../../form/FormDialog";
import { afterRefusal, type Attempt, nextAttempt } from "../../form/attempt";
import type { Profissional } from "../queries";
import { useAddBlock } from "./queries";
import { blockIn, type BlockValues, newBlock, periodFault } from "./values";

type Props = { profissional: Profissional; zone: string; today: string; onClose: () => void };

// The server speaks of the two ends of a period, the form of days and of times.
const AT_FIELDS = {
  allDay: { inicio: "firstDay", fim: "lastDay" },
  hours: { inicio: "from", fim: "to" },
} as const;

/** A time in which no bookings are taken, of one person or of everybody. */
export function BlockDialog(props: Props) {
  const { profissional, onClose } = props;
  const t = useTranslations("setup.blocks");
  const { form, trouble, busy, submit } = useBlockForm(props);
  const { register, formState, control, setValue } = form;
  const { errors } = formState;
  const [allDay, firstDay, lastDay, whole] = useWatch({ control, name: ["allDay", "firstDay", "lastDay", "whole"] });
  return (
    <FormDialog
      title={t("newTitle")}
      lead={t("kept")}
      save={t("save")}
      dirty={formState.isDirty}
      busy={busy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChoiceField
        label={t("who")}
        name="whole"
        picked={whole ? "shop" : "one"}
        onChange={({ target }) => setValue("whole", target.value === "shop")}
        options={[
          { value: "one", label: profissional.nome },
          { value: "shop", label: t("wholeShop") },
        ]}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("field.firstDay")}
          type="date"
          error={errors.firstDay?.message}
          {...register("firstDay", {
            // Who chose one day has not thought of the other yet.
            onChange: ({ target }: { target: { value: string } }) => {
              if (lastDay === firstDay || lastDay < target.value) setValue("lastDay", target.value);
            },
          })}
        />
        <TextField label={t("field.lastDay")} type="date" error={errors.lastDay?.message} {...register("lastDay")} />
      </div>
      <CheckField label={t("field.allDay")} {...register("allDay")} />
      {!allDay && (
        <div className="grid grid-cols-2 gap-4">
          <TextField label={t("field.from")} type="time" error={errors.from?.message} {...register("from")} />
          <TextField label={t("field.to")} type="time" error={errors.to?.message} {...register("to")} />
        </div>
      )}
      <TextField
        label={t("field.motivo")}
        optional
        autoComplete="off"
        maxLength={255}
        placeholder={t("motivoExample")}
        error={errors.motivo?.message}
        {...register("motivo")}
      />
    </FormDialog>
  );
}

function useBlockForm({ profissional, zone, today, onClose }: Props) {
  const t = useTranslations("setup.blocks");
  const say = useSay();
  const showProblem = useShowProblem();
  const form = useForm<BlockValues>({ defaultValues: newBlock(today) });
  const { mutateAsync, isPending } = useAddBlock();
  const attempt = useRef<Attempt | undefined>(undefined);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function save(values: BlockValues): Promise<void> {
    if (isPending) return;
    setTrouble(null);
    const wrong = periodFault(values);
    if (wrong) {
      form.setError(wrong.field, { message: t(`fault.${wrong.fault}`) }, { shouldFocus: true });
      return;
    }
    const trying = nextAttempt(attempt.current, JSON.stringify(values));
    attempt.current = trying;
    try {
      await mutateAsync({ body: blockIn(values, profissional.id, zone), key: trying.key });
      say.done(t("saved"));
      onClose();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      attempt.current = afterRefusal(trying, error);
      setTrouble(showProblem(form, error, AT_FIELDS[values.allDay ? "allDay" : "hours"]));
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
