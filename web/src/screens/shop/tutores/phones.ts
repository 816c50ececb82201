import type { components } from "@/api/schema";
import { maskPhone, phoneFault, whatsAppHref } from "../format/phone";
import type { Tutor } from "./queries";

/** A telephone as the form holds it. */
export type PhoneRow = { numero: string; rotulo: string; whatsapp: boolean };

export const NO_PHONE: PhoneRow = { numero: "", rotulo: "", whatsapp: false };

/** All rows as one text, since a form's values are texts; nothing where no row says anything. */
export function textOfPhones(rows: readonly PhoneRow[]): string {
  if (rows.every(isEmpty)) return "";
  return JSON.stringify(rows.map(({ numero, rotulo, whatsapp }) => ({ numero, rotulo, whatsapp })));
}

/** The rows of such a text; never none, as there is always a place to type. */
export function phonesOf(text: string): PhoneRow[] {
  return text === "" ? [NO_PHONE] : (JSON.parse(text) as PhoneRow[]);
}

/** A tutor's numbers; records from before there were several have one, as it was written. */
export function phonesOfTutor({ telefone, telefones }: Pick<Tutor, "telefone" | "telefones">): PhoneRow[] {
  if (telefones.length > 0) {
    return telefones.map(({ numero, rotulo, whatsapp }) => ({
      numero: maskPhone(numero),
      rotulo: rotulo ?? "",
      whatsapp,
    }));
  }
  return telefone ? [{ ...NO_PHONE, numero: maskPhone(telefone) }] : [];
}

export function phonesIn(text: string): components["schemas"]["TelefoneIn"][] {
  return phonesOf(text)
    .filter((row) => row.numero.trim() !== "")
    .map(({ numero, rotulo, whatsapp }) => ({ numero: numero.trim(), rotulo: rotulo.trim() || null, whatsapp }));
}

/** One row is another now; of all of them at most one is the one for WhatsApp. */
export function withRow(rows: readonly PhoneRow[], at: number, row: PhoneRow): PhoneRow[] {
  return rows.map((each, index) => (index === at ? row : { ...each, whatsapp: each.whatsapp && !row.whatsapp }));
}

/** Why a row cannot be kept. */
export function rowFault({ numero, rotulo, whatsapp }: PhoneRow): "short" | "long" | "missing" | "notMobile" | null {
  if (numero.trim() === "") return rotulo.trim() !== "" || whatsapp ? "missing" : null;
  return phoneFault(numero) ?? (whatsapp && whatsAppHref(numero) === null ? "notMobile" : null);
}

function isEmpty({ numero, rotulo, whatsapp }: PhoneRow): boolean {
  return numero === "" && rotulo === "" && !whatsapp;
}
