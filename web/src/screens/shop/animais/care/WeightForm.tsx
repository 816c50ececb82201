import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { TextField } from "@/components/Field";
import { useSay } from "@/components/Toast";
import { forgetSent } from "../../form/forgetSent";
import { useSend } from "../../form/useSend";
import { todayInBrasilia } from "../../format/age";
import { parseSmall } from "../../format/decimal";
import type { Animal } from "../queries";
import { useAnimalWords } from "../useAnimalWords";
import { weightFault } from "../values";
import { isDoubtful } from "./doubt";
import { useAddWeight, type Weight } from "./queries";

/** A weighing: the weight, and the day where it was not today. What looks mistyped is asked about once. */
export function WeightForm({ animal, last }: { animal: Animal; last?: Weight | undefined }) {
  const t = useTranslations("animal.weights");
  const shop = useTranslations("shop.animais");
  const words = useAnimalWords();
  const say = useSay();
  const { mutateAsync } = useAddWeight(animal.id);
  const today = todayInBrasilia();
  const form = useForm({ defaultValues: { peso: "", medido_em: "" } });
  const { errors } = form.formState;
  const [typed] = useWatch({ control: form.control, name: ["peso"] });
  const [asked, setAsked] = useState<string | null>(null);
  const isAsking = asked !== null && asked === typed;
  const { busy, trouble, submit } = useSend({
    form,
    send: async (values, key) => {
      const { peso, medido_em } = values;
      const body = { peso: parseSmall(peso) ?? peso, medido_em: medido_em || null };
      if (peso !== asked && isDoubtful(body.peso, last?.peso ?? animal.peso)) {
        setAsked(peso);
        return;
      }
      const saved = await mutateAsync({ body, key });
      forgetSent(form, values);
      setAsked(null);
      say.done(t("saved", { nome: animal.nome, weight: words.weight(saved.peso) }));
    },
  });
  const hint = last
    ? t("last", { weight: words.weight(last.peso), date: words.date(last.medido_em) })
    : animal.peso && t("lastAnyDay", { weight: words.weight(animal.peso) });
  return (
    <form noValidate aria-label={t("add")} onSubmit={submit} className="flex flex-col gap-3">
      {trouble && <Banner kind="danger">{trouble}</Banner>}
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          label={t("weight")}
          inputMode="decimal"
          autoComplete="off"
          maxLength={9}
          after="kg"
          hint={hint}
          error={errors.peso?.message}
          {...form.register("peso", {
            validate: (text) => {
              const fault = text.trim() === "" ? "shape" : weightFault(text);
              return fault === null || shop(`fault.peso.${fault}`);
            },
          })}
        />
        <TextField
          label={t("day")}
          type="date"
          min={animal.nascimento ?? "1970-01-01"}
          max={today}
          hint={t("dayHint")}
          error={errors.medido_em?.message}
          {...form.register("medido_em")}
        />
      </div>
      {isAsking && <Banner kind="warn">{t("doubt", { weight: words.weight(parseSmall(typed) ?? typed) })}</Banner>}
      <Button type="submit" look="secondary" busy={busy} className="self-start">
        {t(isAsking ? "addSure" : "add")}
      </Button>
    </form>
  );
}
