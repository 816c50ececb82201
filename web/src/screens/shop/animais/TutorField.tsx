import { Check, UserRoundPlus } from "lucide-react";
import { type Ref, useState } from "react";
import { type Control, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Combobox } from "@/components/Combobox";
import { LONGEST_SEARCH } from "@/components/SearchField";
import { maskPhone } from "../format/phone";
import { useSettled } from "../list/useSettled";
import { type Tutor, useRememberTutor, useSomeTutores, useTutor } from "../tutores/queries";
import { asId } from "../record/useRecordId";
import { QuickTutor } from "./QuickTutor";
import type { AnimalValues } from "./values";

/** Stands in the list for "a new one by this name". */
type Newcomer = { id: 0; nome: string };
type Choice = Tutor | Newcomer;
const AT_MOST = 8;

function isTutor(choice: Choice): choice is Tutor {
  return choice.id !== 0;
}

/** The tutor, found as one types; who is not there yet is registered on the spot. */
export function TutorField({ control }: { control: Control<AnimalValues> }) {
  const t = useTranslations("shop.animais.tutor");
  const {
    field: { ref, value, onChange, onBlur },
    fieldState,
  } = useController({
    control,
    name: "cliente_id",
    rules: { validate: (id) => id !== "" || t("missing") },
  });
  const { data: chosen } = useTutor(asId(value));
  const remember = useRememberTutor();
  const [creating, setCreating] = useState<string | null>(null);
  return (
    <>
      <Picker
        chosen={chosen ?? null}
        error={fieldState.error?.message}
        inputRef={ref}
        onBlur={onBlur}
        onPick={(tutor) => {
          if (tutor) remember(tutor);
          onChange(tutor ? String(tutor.id) : "");
        }}
        onCreate={setCreating}
      />
      {creating !== null && (
        <QuickTutor
          nome={creating}
          onClose={() => setCreating(null)}
          onSaved={(tutor) => {
            onChange(String(tutor.id));
            setCreating(null);
          }}
        />
      )}
    </>
  );
}

type PickerProps = {
  chosen: Tutor | null;
  error: string | undefined;
  inputRef: Ref<HTMLInputElement>;
  onBlur: () => void;
  onPick: (tutor: Tutor | null) => void;
  onCreate: (nome: string) => void;
};

function Picker({ chosen, error, inputRef, onBlur, onPick, onCreate }: PickerProps) {
  const t = useTranslations("shop.animais.tutor");
  const { text, setText, items, stale, status } = useChoices(chosen);
  return (
    <Combobox
      label={t("label")}
      placeholder={t("placeholder")}
      error={error}
      ref={inputRef}
      text={text}
      items={items}
      stale={stale}
      keyOf={(choice) => choice.id}
      isChosen={(choice) => choice.id === chosen?.id}
      status={status}
      onText={(typed) => {
        setText(typed);
        if (typed === "") onPick(null);
      }}
      onPick={(choice) => {
        if (!isTutor(choice)) {
          onCreate(choice.nome);
          return;
        }
        setText(null);
        onPick(choice);
      }}
      onLeave={() => {
        // A search left half-way changes nothing: the choice stands there again.
        if (chosen) setText(null);
        onBlur();
      }}
    >
      {(choice) => <Line choice={choice} isChosen={choice.id === chosen?.id} />}
    </Combobox>
  );
}

function Line({ choice, isChosen }: { choice: Choice; isChosen: boolean }) {
  const t = useTranslations("shop.animais.tutor");
  if (!isTutor(choice)) {
    return (
      <>
        <UserRoundPlus aria-hidden className="size-5 shrink-0" />
        <span className="font-medium">{choice.nome ? t("create", { nome: choice.nome }) : t("createAny")}</span>
      </>
    );
  }
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{choice.nome}</span>
        {choice.telefone && <span className="block text-sm text-ink-soft">{maskPhone(choice.telefone)}</span>}
      </span>
      {isChosen && <Check aria-hidden className="size-5 shrink-0" />}
    </>
  );
}

/** What is typed, and the tutores that fit; what stands there as the choice is no search. */
function useChoices(chosen: Tutor | null) {
  const t = useTranslations("shop.animais.tutor");
  const [typed, setTyped] = useState<string | null>(null);
  const [known, setKnown] = useState(chosen?.id);
  if (known !== chosen?.id) {
    setKnown(chosen?.id);
    setTyped(null);
  }
  const text = typed ?? chosen?.nome ?? "";
  const wanted = text === chosen?.nome ? "" : text.trim();
  const q = useSettled(wanted);
  const { data, isFetching, isError } = useSomeTutores(q.slice(0, LONGEST_SEARCH), AT_MOST);
  const found: Choice[] = data?.items ?? [];
  const isExact = found.some(({ nome }) => nome.toLowerCase() === wanted.toLowerCase());
  const create: Newcomer[] = isExact ? [] : [{ id: 0, nome: wanted }];
  const stale = isFetching || q !== wanted;
  const status = isError ? t("failed") : !stale && found.length === 0 ? t("none") : null;
  return { text, setText: setTyped, items: stale ? found : [...found, ...create], stale, status };
}
