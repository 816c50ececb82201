import { pick, changedFields, type Base } from "../form/changes";
import { maskCpf } from "../format/cpf";
import { maskPhone } from "../format/phone";
import type { Tutor, TutorIn, TutorPatch } from "./queries";

/** A tutor as the form holds it: texts, empty where nothing is known. */
export type TutorValues = {
  nome: string;
  telefone: string;
  email: string;
  cpf: string;
  endereco: string;
  observacoes: string;
};

export const NO_TUTOR: TutorValues = { nome: "", telefone: "", email: "", cpf: "", endereco: "", observacoes: "" };

export function valuesOfTutor(tutor: Tutor): TutorValues {
  return {
    nome: tutor.nome,
    telefone: maskPhone(tutor.telefone ?? ""),
    email: tutor.email ?? "",
    cpf: maskCpf(tutor.cpf ?? ""),
    endereco: tutor.endereco ?? "",
    observacoes: tutor.observacoes ?? "",
  };
}

export function tutorIn(values: TutorValues): TutorIn {
  const { nome, ...others } = values;
  const told = Object.entries(others).filter(([, text]) => text.trim() !== "");
  return { nome, ...Object.fromEntries(told) };
}

/** Only what was changed goes over; an emptied field is cleared. */
export function tutorPatch(values: TutorValues, base: Base<TutorValues>): TutorPatch {
  const { nome, ...others } = values;
  const cleared = Object.fromEntries(Object.entries(others).map(([name, text]) => [name, text.trim() || null]));
  return { ...pick({ nome, ...cleared }, changedFields(base.values, values)), version: base.version };
}
