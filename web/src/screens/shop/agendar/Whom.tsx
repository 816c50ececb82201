import { useTranslations } from "use-intl";
import { SelectField } from "@/components/Field";
import { Skeleton } from "@/components/States";
import { useDay } from "../agenda/queries";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { AnimalField, Chosen, type NewOne } from "./AnimalField";
import { FichaNotes } from "./FichaNotes";
import { NewPair } from "./NewPair";
import { useFicha } from "./queries";

/** The animal: found, registered on the spot, or the one that was chosen, with what there is to know of it. */
export function Whom({
  animalId,
  onChoose,
  creating,
  setCreating,
  words,
}: {
  animalId: number | null;
  onChoose: (animalId: number | null) => void;
  creating: NewOne | null;
  setCreating: (one: NewOne | null) => void;
  words: AgendaWords;
}) {
  const { data: ficha } = useFicha(animalId);
  if (creating !== null) {
    return (
      <NewPair
        of={creating}
        onCancel={() => setCreating(null)}
        onDone={(id) => {
          setCreating(null);
          onChoose(id);
        }}
      />
    );
  }
  if (animalId === null) return <AnimalField onPick={onChoose} onCreate={setCreating} />;
  if (!ficha) return <Skeleton lines={1} />;
  return (
    <div className="flex flex-col gap-2">
      <Chosen nome={ficha.animal} cliente={ficha.cliente} onChange={() => onChoose(null)} />
      <FichaNotes ficha={ficha} words={words} />
    </div>
  );
}

/** With whom; null: whoever is free. */
export function PersonField({ value, onChange }: { value: number | null; onChange: (id: number | null) => void }) {
  const t = useTranslations("agenda.form");
  const { data: day } = useDay(null);
  return (
    <SelectField
      label={t("person")}
      value={value ?? ""}
      onChange={(event) => onChange(Number(event.target.value) || null)}
    >
      <option value="">{t("anybody")}</option>
      {(day?.profissionais ?? [])
        .filter(({ ativo }) => ativo)
        .map(({ id, nome }) => (
          <option key={id} value={id}>
            {nome}
          </option>
        ))}
    </SelectField>
  );
}
