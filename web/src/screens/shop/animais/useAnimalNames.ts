import { useTranslations } from "use-intl";
import type { FieldNames, ShowValue } from "../form/ConflictDialog";
import { tagsOf } from "../form/tags";
import type { RecordForm } from "../form/useRecordForm";
import { asId } from "../record/useRecordId";
import { useTutorNames } from "../tutores/queries";
import { useAnimalWords } from "./useAnimalWords";
import type { AnimalValues } from "./values";

/** The fields by their names, and their values in words, for when two people changed the same. */
export function useAnimalNames({ conflict }: Pick<RecordForm<AnimalValues>, "conflict">): {
  names: FieldNames<AnimalValues>;
  show: ShowValue<AnimalValues>;
} {
  const t = useTranslations("shop.animais.field");
  const own = useTranslations("animal");
  const words = useAnimalWords();
  const ids = conflict ? [conflict.mine.cliente_id, conflict.theirs.values.cliente_id].map(asId) : [];
  const tutores = useTutorNames(ids.filter((id) => id !== null));
  const names: FieldNames<AnimalValues> = {
    nome: t("nome"),
    cliente_id: t("cliente_id"),
    especie: t("especie"),
    raca: t("raca"),
    sexo: t("sexo"),
    porte: t("porte"),
    pelagem: t("pelagem"),
    nascimento: t("nascimento"),
    idade: t("idade"),
    peso: t("peso"),
    observacoes: t("observacoes"),
    castrado: own("field.castrado"),
    microchip: own("field.microchip"),
    tags: own("field.tags"),
    situacao: own("field.situacao"),
    falecido_em: own("field.falecido_em"),
  };
  const inWords: Partial<Record<keyof AnimalValues, (value: string) => string>> = {
    cliente_id: (id) => tutores.get(Number(id)) ?? id,
    especie: words.species,
    sexo: words.sex,
    porte: words.size,
    pelagem: words.coat,
    nascimento: words.date,
    castrado: (value) => own(value === "sim" ? "field.yes" : "field.no"),
    tags: (value) => tagsOf(value).join(", "),
    situacao: (value) => own(`situation.${value}`),
    falecido_em: words.date,
  };
  const show: ShowValue<AnimalValues> = (name, value) => {
    const text = String(value);
    return text === "" ? "" : (inWords[name]?.(text) ?? text);
  };
  return { names, show };
}
