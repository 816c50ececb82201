import { changedFields, pick, type Base } from "../form/changes";
import { editable, parseMoney } from "../format/decimal";
import { matrixOf, precosIn, textOfMatrix } from "./matrix";
import type { Servico, ServicoIn, ServicoPatch } from "./queries";

export const TIPOS = ["servico", "adicional", "combo"] as const;
export type Tipo = (typeof TIPOS)[number];

/** A serviço as the form holds it; matrix and parts as text (`textOfMatrix`, ids in their order). */
export type ServicoValues = {
  nome: string;
  tipo: string;
  preco: string;
  duracao: string;
  ativo: boolean;
  precos: string;
  componentes: string;
};

export const NO_SERVICO: ServicoValues = {
  nome: "",
  tipo: "servico",
  preco: "",
  duracao: "60",
  ativo: true,
  precos: "",
  componentes: "",
};
export const DURATIONS = ["15", "30", "45", "60", "90", "120"] as const;
export const MOST_PARTS = 10;

export function valuesOfServico(servico: Servico, locale: string): ServicoValues {
  return {
    nome: servico.nome,
    tipo: servico.tipo,
    preco: editable(servico.preco, locale),
    duracao: String(servico.duracao),
    ativo: servico.ativo,
    precos: textOfMatrix(matrixOf(servico.precos, locale)),
    componentes: servico.componentes.join(","),
  };
}

export function servicoIn(values: ServicoValues): ServicoIn {
  const tipo = TIPOS.find((each) => each === values.tipo) ?? "servico";
  // Parts that were chosen before it was another kind are not sent.
  return { ...formOf(values), tipo, componentes: tipo === "combo" ? partsIn(values.componentes) : [] };
}

function formOf(values: ServicoValues) {
  return {
    nome: values.nome,
    // The form has judged it already; what it let through empty is the server's to refuse.
    preco: parseMoney(values.preco) ?? values.preco,
    duracao: Number(values.duracao),
    ativo: values.ativo,
    precos: precosIn(values.precos, values),
    componentes: partsIn(values.componentes),
  };
}

/** Only what was changed goes over; of what kind it is never changes. */
export function servicoPatch(values: ServicoValues, base: Base<ServicoValues>): ServicoPatch {
  return { ...pick(formOf(values), changedFields(base.values, values)), version: base.version };
}

/** The serviços of a combo, in their order. */
export function partsIn(text: string): number[] {
  return text === "" ? [] : text.split(",").map(Number);
}
