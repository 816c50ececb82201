import type { Dose, DoseIn, DosePatch } from "./queries";

/** A dose as its form holds it: texts, empty where nothing is known. */
export type DoseValues = {
  quando: "aplicada" | "prevista";
  data: string;
  lote: string;
  fabricante: string;
  validade: string;
  veterinario: string;
  crmv: string;
  informada: boolean;
};

export function noDose(today: string): DoseValues {
  return {
    quando: "aplicada",
    data: today,
    lote: "",
    fabricante: "",
    validade: "",
    veterinario: "",
    crmv: "",
    informada: false,
  };
}

/** A new dose. Of one that is to come only its day is known. */
export function doseIn(vacinaId: number, values: DoseValues): DoseIn {
  if (values.quando === "prevista") return { vacina_id: vacinaId, prevista_para: values.data, informada: false };
  return { vacina_id: vacinaId, aplicada_em: values.data, ...givenOf(values) };
}

/** Says of a planned dose that it was given. */
export function givenPatch({ version }: Pick<Dose, "version">, values: DoseValues): DosePatch {
  return { version, aplicada_em: values.data, ...givenOf(values) };
}

function givenOf({ lote, fabricante, validade, veterinario, crmv, informada }: DoseValues) {
  const told = Object.entries({ lote, fabricante, validade, veterinario, crmv })
    .map(([name, text]) => [name, text.trim()] as const)
    .filter(([, text]) => text !== "");
  return { ...Object.fromEntries(told), informada };
}
