import { type SyntheticEvent, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem, idempotencyKey } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { SelectField, TextField } from "@/components/Field";
import { SpeciesField } from "../animais/SpeciesField";
import { masked } from "../form/masked";
import { maskPhone, phoneFault } from "../format/phone";
import type { NewOne } from "./AnimalField";
import { type PairKeys, useCreatePair } from "./queries";

const SIZES = ["mini", "pequeno", "medio", "grande", "gigante"] as const;
type Size = (typeof SIZES)[number];
type Values = { tutor: string; telefone: string; animal: string; especie: string; porte: Size | "" };

/** A new tutor with the first animal, by the four things that a booking needs; the rest can follow later. */
export function NewPair({
  of,
  onDone,
  onCancel,
}: {
  of: NewOne;
  onDone: (animalId: number) => void;
  onCancel: () => void;
}) {
  const t = useTranslations("agenda.pair");
  const common = useTranslations("common");
  const { form, busy, trouble, submit } = usePair(of, onDone);
  const known = "tutor" in of ? of.tutor : null;
  const { control, register, setValue, formState } = form;
  const { errors } = formState;
  return (
    <form
      noValidate
      aria-label={t("title")}
      onSubmit={submit}
      className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <h3 className="text-lg font-bold">{known ? t("titleOf", { tutor: known.nome }) : t("title")}</h3>
      {trouble && <Banner kind="danger">{trouble}</Banner>}
      {known === null && (
        <>
          <TextField
            label={t("tutor")}
            autoComplete="off"
            error={errors.tutor?.message}
            {...register("tutor", { validate: (value) => value.trim() !== "" || t("fault.tutor") })}
          />
          <TextField
            label={t("phone")}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            placeholder="(11) 98765-4321"
            maxLength={20}
            error={errors.telefone?.message}
            {...register("telefone", {
              ...masked(maskPhone, (value) => setValue("telefone", value)),
              validate: (value) => phoneFault(value) === null || t("fault.phone"),
            })}
          />
        </>
      )}
      <TextField
        label={t("animal")}
        autoComplete="off"
        error={errors.animal?.message}
        {...register("animal", { validate: (value) => value.trim() !== "" || t("fault.animal") })}
      />
      <SpeciesField control={control} />
      <SelectField label={t("size")} {...register("porte")}>
        <option value="">{t("unknown")}</option>
        {SIZES.map((size) => (
          <option key={size} value={size}>
            {t(`sizes.${size}`)}
          </option>
        ))}
      </SelectField>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={busy}>
          {t("save")}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {common("cancel")}
        </Button>
      </div>
    </form>
  );
}

function usePair(of: NewOne, onDone: (animalId: number) => void) {
  const text = "text" in of ? of.text : "";
  const isPhone = /\d{4}/.test(text);
  const form = useForm<Values>({
    defaultValues: {
      tutor: isPhone ? "" : text,
      telefone: isPhone ? maskPhone(text) : "",
      animal: "",
      especie: "",
      porte: "",
    },
  });
  const problemText = useProblemText();
  const { mutateAsync, isPending } = useCreatePair();
  const [trouble, setTrouble] = useState<string | null>(null);
  // The tutor may be there already when the animal is refused: the same key makes no second one of the same text.
  const keys = useRef<{ of: string; keys: PairKeys } | undefined>(undefined);
  const save = async ({ tutor, telefone, animal, especie, porte }: Values): Promise<void> => {
    if (isPending) return;
    setTrouble(null);
    const pair = {
      tutor:
        "tutor" in of ? of.tutor.id : { nome: tutor.trim(), devedor: false, tags: [], ...(telefone && { telefone }) },
      animal: {
        nome: animal.trim(),
        situacao: "ativo" as const,
        tags: [],
        ...(especie.trim() && { especie: especie.trim() }),
        ...(porte && { porte }),
      },
    };
    const about = JSON.stringify(pair.tutor);
    const known = keys.current?.of === about ? keys.current.keys.tutor : idempotencyKey();
    keys.current = { of: about, keys: { tutor: known, animal: idempotencyKey() } };
    try {
      onDone((await mutateAsync({ pair, keys: keys.current.keys })).id);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setTrouble(problemText(error));
    }
  };
  const submit = (event: SyntheticEvent): void => {
    // React hands events of a portal to the form around it in the tree.
    event.stopPropagation();
    void form.handleSubmit(save)(event);
  };
  return { form, busy: isPending, trouble, submit };
}
