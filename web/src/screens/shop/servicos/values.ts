import { changedFields, pick, type Base } from "../form/changes";
import { editable, parseMoney } from "../format/decimal";
import type { Servico, ServicoIn, ServicoPatch } from "./queries";

/** A serviço as the form holds it. */
export type ServicoValues = { nome: string; preco: string; duracao: string; ativo: boolean };

export const NO_SERVICO: ServicoValues = { nome: "", preco: "", duracao: "60", ativo: true };
export const DURATIONS = ["15", "30", "45", "60", "90", "120"] as const;
export const LONGEST_MINUTES = 1440;
const MOST_DIGITS = 10;

export function valuesOfServico(servico: Servico, locale: string): ServicoValues {
  return {
    nome: servico.nome,
    preco: editable(servico.preco, locale),
    duracao: String(servico.duracao),
    ativo: servico.ativo,
  };
}

/** A plain serviço: matrix and parts of a combo are not of this form, and a change leaves them as they are. */
export function servicoIn(values: ServicoValues): ServicoIn {
  return { ...formOf(values), tipo: "servico", precos: [], componentes: [] };
}

function formOf(values: ServicoValues) {
  return {
    nome: values.nome,
    // The form has judged it already; what it let through empty is the server's to refuse.
    preco: parseMoney(values.preco) ?? values.preco,
    duracao: Number(values.duracao),
    ativo: values.ativo,
  };
}

/** Only what was changed goes over. */
export function servicoPatch(values: ServicoValues, base: Base<ServicoValues>): ServicoPatch {
  return { ...pick(formOf(values), changedFields(base.values, values)), version: base.version };
}

/** Why it is no price; null when it is one. */
export function priceFault(text: string): "missing" | "shape" | "large" | null {
  if (text.trim() === "") return "missing";
  const price = parseMoney(text);
  if (price === null) return "shape";
  return (price.split(".")[0] ?? "").length > MOST_DIGITS ? "large" : null;
}

export function isDuration(text: string): boolean {
  return /^\s*\d{1,4}\s*$/.test(text) && Number(text) >= 1 && Number(text) <= LONGEST_MINUTES;
}
