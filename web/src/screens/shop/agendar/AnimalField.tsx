import { Check, PawPrint, UserRoundPlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Combobox } from "@/components/Combobox";
import { LONGEST_SEARCH } from "@/components/SearchField";
import { folded } from "../agenda/states";
import { maskPhone } from "../format/phone";
import { useSettled } from "../list/useSettled";
import { type AnimalAchado, FEWEST_LETTERS, type TutorAchado, useBusca } from "./queries";

/** Whose record a new animal joins: a tutor's who is known, or one that is made from the text. */
export type NewOne = { tutor: Pick<TutorAchado, "id" | "nome"> } | { text: string };
type Choice = { tutor: TutorAchado; animal: AnimalAchado } | NewOne;

// The list stays short enough to see the way to a new tutor at its end.
const OWNERS_SHOWN = 3;

/** Three letters of anybody's name find the animal; who is not there yet is registered on the spot. */
export function AnimalField({
  onPick,
  onCreate,
}: {
  onPick: (animalId: number) => void;
  onCreate: (one: NewOne) => void;
}) {
  const t = useTranslations("agenda.form");
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const wanted = text.trim().slice(0, LONGEST_SEARCH);
  const settled = useSettled(wanted);
  const { data, isError, isFetching } = useBusca(settled);
  const stale = settled !== wanted || isFetching;
  const enough = wanted.length >= FEWEST_LETTERS;
  const found = enough ? (data?.items ?? []) : [];
  const choices: Choice[] = [
    // Enter takes the first: whose own name it is stands before their brothers and sisters.
    ...found
      .flatMap((tutor) =>
        tutor.animais.filter(({ situacao }) => situacao === "ativo").map((animal) => ({ tutor, animal })),
      )
      .sort((one, other) => Number(isCalled(other.animal, wanted)) - Number(isCalled(one.animal, wanted))),
    ...found.slice(0, OWNERS_SHOWN).map((tutor) => ({ tutor })),
    // Whether somebody is new is known once nobody was found who is not.
    ...(enough && !stale ? [{ text: wanted }] : []),
  ];
  useEffect(() => {
    // The first thing one does here is to type.
    input.current?.focus();
  }, []);
  return (
    <Combobox
      label={t("animal")}
      placeholder={t("animalExample")}
      ref={input}
      text={text}
      onText={setText}
      items={choices}
      stale={stale}
      keyOf={(choice) => ("animal" in choice ? choice.animal.id : "tutor" in choice ? -choice.tutor.id : 0)}
      isChosen={() => false}
      onPick={(choice) => ("animal" in choice ? onPick(choice.animal.id) : onCreate(choice))}
      onLeave={() => undefined}
      status={isError ? t("searchFailed") : enough && !stale && found.length === 0 ? t("nobody") : null}
    >
      {(choice) => <Line choice={choice} />}
    </Combobox>
  );
}

function isCalled({ nome }: AnimalAchado, text: string): boolean {
  const name = folded(nome);
  return folded(text)
    .split(/\s+/)
    .some((word) => name.includes(word));
}

function Line({ choice }: { choice: Choice }) {
  const t = useTranslations("agenda.form");
  if ("text" in choice) {
    return (
      <>
        <UserRoundPlus aria-hidden className="size-5 shrink-0" />
        <span className="font-medium">{t("createPair", { text: choice.text })}</span>
      </>
    );
  }
  if (!("animal" in choice)) {
    return (
      <>
        <PawPrint aria-hidden className="size-5 shrink-0" />
        <span className="font-medium">{t("createAnimal", { tutor: choice.tutor.nome })}</span>
      </>
    );
  }
  const { tutor, animal } = choice;
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate font-medium">
        {animal.nome}
        {animal.raca && <span className="font-normal text-ink-soft"> · {animal.raca}</span>}
      </span>
      <span className="block truncate text-sm text-ink-soft">
        {[tutor.nome, tutor.telefone && maskPhone(tutor.telefone)].filter(Boolean).join(" · ")}
      </span>
    </span>
  );
}

/** The animal that was chosen, with a way to choose another. */
export function Chosen({ nome, cliente, onChange }: { nome: string; cliente: string; onChange: () => void }) {
  const t = useTranslations("agenda.form");
  return (
    <div className="flex items-center gap-3 rounded-lg border border-brand bg-brand-tint p-3">
      <Check aria-hidden className="size-5 shrink-0 text-brand-strong" />
      <p className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{nome}</span>
        <span className="block truncate text-sm text-ink-soft">{cliente}</span>
      </p>
      <button
        type="button"
        onClick={onChange}
        className="min-h-11 cursor-pointer rounded-full px-3 font-semibold text-brand-strong hover:underline"
      >
        {t("change")}
      </button>
    </div>
  );
}
