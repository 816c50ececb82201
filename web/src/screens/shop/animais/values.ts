import { changedFields, pick, type Base } from "../form/changes";
import { editable, parseSmall, trimZeros } from "../format/decimal";
import { tagsOf, textOfTags } from "../form/tags";
import type { Animal, AnimalIn, AnimalPatch } from "./queries";

/** An animal as the form holds it: texts, empty where nothing is known. */
export type AnimalValues = {
  nome: string;
  cliente_id: string;
  especie: string;
  raca: string;
  sexo: string;
  porte: string;
  pelagem: string;
  nascimento: string;
  idade: string;
  peso: string;
  observacoes: string;
  /** "sim", "nao", or nothing where nobody knows. */
  castrado: string;
  microchip: string;
  /** A line each. */
  tags: string;
  situacao: string;
  falecido_em: string;
};

export const NO_ANIMAL: AnimalValues = {
  nome: "",
  cliente_id: "",
  especie: "",
  raca: "",
  sexo: "",
  porte: "",
  pelagem: "",
  nascimento: "",
  idade: "",
  peso: "",
  observacoes: "",
  castrado: "",
  microchip: "",
  tags: "",
  situacao: "ativo",
  falecido_em: "",
};

export function valuesOfAnimal(animal: Animal, locale: string): AnimalValues {
  return {
    nome: animal.nome,
    cliente_id: String(animal.cliente_id),
    especie: animal.especie ?? "",
    raca: animal.raca ?? "",
    sexo: animal.sexo ?? "",
    porte: animal.porte ?? "",
    pelagem: animal.pelagem ?? "",
    nascimento: animal.nascimento ?? "",
    // Counted from the birth where that is known: nobody typed it.
    idade: animal.nascimento || animal.idade === null ? "" : String(animal.idade),
    peso: animal.peso ? editable(trimZeros(animal.peso), locale) : "",
    observacoes: animal.observacoes ?? "",
    castrado: animal.castrado === null ? "" : animal.castrado ? "sim" : "nao",
    microchip: animal.microchip ?? "",
    tags: textOfTags(animal.tags),
    situacao: animal.situacao,
    falecido_em: animal.falecido_em ?? "",
  };
}

export function animalIn(values: AnimalValues): AnimalIn {
  const { nome, cliente_id, situacao, tags, ...others } = bodyOf(values);
  const told = Object.entries(others).filter(([, value]) => value !== null);
  return { nome, cliente_id, situacao, tags, ...Object.fromEntries(told) };
}

/** Only what was changed goes over; an emptied field is cleared, but the weight: what was measured stays measured. */
export function animalPatch(values: AnimalValues, base: Base<AnimalValues>): AnimalPatch {
  const { peso, ...changed } = pick(bodyOf(values), changedFields(base.values, values));
  return { ...changed, ...(peso != null && { peso }), version: base.version };
}

function bodyOf(values: AnimalValues): Pick<Required<AnimalIn>, keyof AnimalValues> {
  return {
    nome: values.nome,
    cliente_id: Number(values.cliente_id),
    especie: values.especie.trim() || null,
    raca: values.raca.trim() || null,
    sexo: oneOf(["M", "F"] as const, values.sexo),
    porte: oneOf(PORTES, values.porte),
    pelagem: oneOf(PELAGENS, values.pelagem),
    nascimento: values.nascimento || null,
    idade: values.nascimento || values.idade.trim() === "" ? null : Number(values.idade),
    peso: parseSmall(values.peso),
    observacoes: values.observacoes.trim() || null,
    castrado: values.castrado === "" ? null : values.castrado === "sim",
    microchip: values.microchip.trim() || null,
    tags: tagsOf(values.tags),
    situacao: oneOf(SITUATIONS, values.situacao) ?? "ativo",
    // Of one that is alive after all there is none.
    falecido_em: values.situacao === "falecido" ? values.falecido_em || null : null,
  };
}

/** A microchip has 15 digits, which scanners show in groups. */
export function isMicrochipOrEmpty(text: string): boolean {
  return text.trim() === "" || /^\d{15}$/.test(text.replace(/[ .-]/g, ""));
}

/** What is wrong with a weight as typed; null where there is none or it can be kept. */
export function weightFault(text: string): "shape" | "decimals" | "zero" | null {
  if (text.trim() === "") return null;
  const weight = parseSmall(text);
  if (weight !== null) return Number(weight) === 0 ? "zero" : null;
  return /^\s*\d{1,3}[.,]\d{3,}\s*(kg)?\s*$/i.test(text) ? "decimals" : "shape";
}

export const SITUATIONS = ["ativo", "inativo", "falecido"] as const;
/** What a bench warns of most, as it is stored: words of the shop's own language. */
export const USUAL_TAGS = [
  "morde",
  "medroso",
  "não gosta de secador",
  "briga com outros",
  "cardíaco",
  "idoso",
  "alérgico",
  "epilético",
  "gestante",
] as const;
export const PORTES = ["mini", "pequeno", "medio", "grande", "gigante"] as const;
export const PELAGENS = ["curta", "media", "longa", "dupla", "sem_pelo"] as const;

function oneOf<Word extends string>(words: readonly Word[], text: string): Word | null {
  return words.find((word) => word === text) ?? null;
}
