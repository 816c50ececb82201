import type { Vacina, VacinaIn } from "./queries";

export const TIPOS = ["vacina", "vermifugo", "antiparasitario", "medicacao"] as const;
export const ESPECIES = [
  "cao",
  "gato",
  "ave",
  "coelho",
  "hamster",
  "porquinho_da_india",
  "chinchila",
  "furao",
  "reptil",
  "peixe",
  "outro",
] as const;

/** A vaccine or treatment as its form holds it. */
export type VacinaValues = {
  nome: string;
  tipo: VacinaIn["tipo"];
  grupo: string;
  especies: VacinaIn["especies"];
  doses: string;
  intervalo_dias: string;
  reforco_dias: string;
  idade_minima_dias: string;
  obrigatoria: boolean;
};

export const NO_VACINA: VacinaValues = {
  nome: "",
  tipo: "vacina",
  grupo: "",
  especies: [],
  doses: "1",
  intervalo_dias: "",
  reforco_dias: "365",
  idade_minima_dias: "",
  obrigatoria: false,
};
const LONGEST_DAYS = 3650;
const MOST_DOSES = 10;

export function valuesOfVacina(vacina: Vacina): VacinaValues {
  const days = (count: number | null): string => (count === null ? "" : String(count));
  return {
    nome: vacina.nome,
    tipo: vacina.tipo,
    grupo: vacina.grupo ?? "",
    especies: vacina.especies,
    doses: String(vacina.doses),
    intervalo_dias: days(vacina.intervalo_dias),
    reforco_dias: days(vacina.reforco_dias),
    idade_minima_dias: days(vacina.idade_minima_dias),
    obrigatoria: vacina.obrigatoria,
  };
}

/** On or off is not of the form: the list's switch says it. */
export function vacinaBody(values: VacinaValues): Omit<VacinaIn, "ativo"> {
  const days = (text: string): number | null => (text.trim() === "" ? null : Number(text));
  return {
    nome: values.nome,
    tipo: values.tipo,
    grupo: values.grupo.trim() || null,
    especies: values.especies,
    doses: Number(values.doses),
    // Between doses there is time only where there are two.
    intervalo_dias: Number(values.doses) > 1 ? days(values.intervalo_dias) : null,
    reforco_dias: days(values.reforco_dias),
    idade_minima_dias: days(values.idade_minima_dias),
    obrigatoria: values.obrigatoria,
  };
}

export function isDoses(text: string): boolean {
  return isWhole(text) && Number(text) >= 1 && Number(text) <= MOST_DOSES;
}

/** Days, or nothing where that is allowed. */
export function isDays(text: string, { least, needed }: { least: number; needed: boolean }): boolean {
  if (text.trim() === "") return !needed;
  return isWhole(text) && Number(text) >= least && Number(text) <= LONGEST_DAYS;
}

function isWhole(text: string): boolean {
  return /^\s*\d{1,4}\s*$/.test(text);
}
