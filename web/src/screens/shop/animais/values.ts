import { changedFields, pick, type Base } from "../form/changes";
import { editable, parseSmall, trimZeros } from "../format/decimal";
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
  };
}

export function animalIn(values: AnimalValues): AnimalIn {
  const { nome, cliente_id, ...others } = bodyOf(values);
  const told = Object.entries(others).filter(([, value]) => value !== null);
  return { nome, cliente_id, ...Object.fromEntries(told) };
}

/** Only what was changed goes over; an emptied field is cleared. */
export function animalPatch(values: AnimalValues, base: Base<AnimalValues>): AnimalPatch {
  return { ...pick(bodyOf(values), changedFields(base.values, values)), version: base.version };
}

function bodyOf(values: AnimalValues): Required<AnimalIn> {
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
  };
}

/** What is wrong with a weight as typed; null where there is none or it can be kept. */
export function weightFault(text: string): "shape" | "decimals" | "zero" | null {
  if (text.trim() === "") return null;
  const weight = parseSmall(text);
  if (weight !== null) return Number(weight) === 0 ? "zero" : null;
  return /^\s*\d{1,3}[.,]\d{3,}\s*(kg)?\s*$/i.test(text) ? "decimals" : "shape";
}

export const PORTES = ["mini", "pequeno", "medio", "grande", "gigante"] as const;
export const PELAGENS = ["curta", "media", "longa", "dupla", "sem_pelo"] as const;

function oneOf<Word extends string>(words: readonly Word[], text: string): Word | null {
  return words.find((word) => word === text) ?? null;
}
