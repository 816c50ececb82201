import type { components } from "@/api/schema";
import { type Base, changedFields, pick } from "../form/changes";
import { tagsOf, textOfTags } from "../form/tags";
import { maskCpf } from "../format/cpf";
import { phonesIn, phonesOfTutor, textOfPhones } from "./phones";
import type { Tutor, TutorIn, TutorPatch } from "./queries";

/** A tutor as the form holds it: texts, empty where nothing is known. */
export type TutorValues = {
  nome: string;
  /** The one number of a short form; the long one has them all in `telefones`. */
  telefone: string;
  telefones: string;
  email: string;
  cpf: string;
  nascimento: string;
  endereco: string;
  cep: string;
  logradouro: string;
  numero: string;
  complemento: string;
  bairro: string;
  cidade: string;
  uf: string;
  tags: string;
  devedor: boolean;
  observacoes: string;
};

export const POSTAL = ["cep", "logradouro", "numero", "complemento", "bairro", "cidade", "uf"] as const;
export const UFS = [
  ..."AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split(" "),
] as readonly Uf[];
type Uf = NonNullable<components["schemas"]["EnderecoPostal"]["uf"]>;

export const NO_TUTOR: TutorValues = {
  nome: "",
  telefone: "",
  telefones: "",
  email: "",
  cpf: "",
  nascimento: "",
  endereco: "",
  cep: "",
  logradouro: "",
  numero: "",
  complemento: "",
  bairro: "",
  cidade: "",
  uf: "",
  tags: "",
  devedor: false,
  observacoes: "",
};

export function valuesOfTutor(tutor: Tutor): TutorValues {
  const postal = tutor.endereco_postal;
  return {
    ...NO_TUTOR,
    ...Object.fromEntries(POSTAL.map((part) => [part, postal?.[part] ?? ""])),
    cep: maskCep(postal?.cep ?? ""),
    nome: tutor.nome,
    telefones: textOfPhones(phonesOfTutor(tutor)),
    email: tutor.email ?? "",
    cpf: maskCpf(tutor.cpf ?? ""),
    nascimento: tutor.nascimento ?? "",
    endereco: tutor.endereco ?? "",
    tags: textOfTags(tutor.tags),
    devedor: tutor.devedor,
    observacoes: tutor.observacoes ?? "",
  };
}

export function tutorIn(values: TutorValues): TutorIn {
  const { nome, devedor, telefones, tags, ...others } = bodyOf(values);
  const told = Object.entries(others).filter(([, value]) => value !== null);
  return {
    nome,
    devedor,
    ...Object.fromEntries(told),
    ...(telefones.length > 0 && { telefones }),
    ...(tags.length > 0 && { tags }),
  };
}

/** Only what was changed goes over; an emptied field is cleared. */
export function tutorPatch(values: TutorValues, base: Base<TutorValues>): TutorPatch {
  const changed: string[] = changedFields(base.values, values);
  // An address goes over as a whole.
  const isMoved = POSTAL.some((part) => changed.includes(part));
  return { ...pick(bodyOf(values), isMoved ? [...changed, "endereco_postal"] : changed), version: base.version };
}

function bodyOf(values: TutorValues) {
  return {
    nome: values.nome,
    telefone: values.telefone.trim() || null,
    telefones: phonesIn(values.telefones),
    email: values.email.trim() || null,
    cpf: values.cpf.trim() || null,
    nascimento: values.nascimento || null,
    endereco: values.endereco.trim() || null,
    endereco_postal: postalOf(values),
    tags: tagsOf(values.tags),
    devedor: values.devedor,
    observacoes: values.observacoes.trim() || null,
  };
}

function postalOf(values: TutorValues): components["schemas"]["EnderecoPostal"] | null {
  const parts = POSTAL.map((part) => [part, values[part].trim() || null] as const);
  if (parts.every(([, text]) => text === null)) return null;
  return { ...Object.fromEntries(parts), uf: UFS.find((uf) => uf === values.uf) ?? null };
}

/** "01310-100", as far as it has been typed. */
export function maskCep(text: string): string {
  const digits = text.replace(/\D/g, "").slice(0, 8);
  return digits.length > 5 ? `${digits.slice(0, 5)}-${digits.slice(5)}` : digits;
}

export function isCepOrEmpty(text: string): boolean {
  return /^(\d{5}-?\d{3})?$/.test(text.trim());
}

/** The address as one reads it: its parts in lines, and what was written freely. */
export function addressLines({
  endereco,
  endereco_postal: postal,
}: Pick<Tutor, "endereco" | "endereco_postal">): string {
  const joined = (parts: (string | null | undefined)[], by: string): string => parts.filter(Boolean).join(by);
  const lines = postal
    ? [
        joined([postal.logradouro, postal.numero, postal.complemento], ", "),
        joined([postal.bairro, joined([postal.cidade, postal.uf], "/")], ", "),
        maskCep(postal.cep ?? ""),
      ]
    : [];
  return joined([endereco, ...lines], "\n");
}
