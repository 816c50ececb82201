// What somebody waits for, as its form holds it. Pure.
import { addDays } from "../agenda/clock";
import type { Espera, EsperaIn, EsperaPatch } from "./queries";

export type EsperaValues = {
  animalId: number | null;
  servicos: number[];
  profissionalId: number | null;
  de: string;
  ate: string;
  periodo: NonNullable<Espera["periodo"]> | "";
  dias: Espera["dias"];
  observacoes: string;
};
/** What is chosen already where the form opens. */
export type Chosen = Partial<EsperaValues>;

export const PERIODOS = ["manha", "tarde", "noite"] as const;
const USUAL_WAIT_DAYS = 14;

/** For two weeks from today, at any time, until something else is said. */
export function newValues(today: string, chosen: Chosen): EsperaValues {
  return {
    animalId: null,
    servicos: [],
    profissionalId: null,
    de: today,
    ate: addDays(today, USUAL_WAIT_DAYS),
    periodo: "",
    dias: [],
    observacoes: "",
    ...chosen,
  };
}

export function valuesOf(entry: Espera): EsperaValues {
  return {
    animalId: entry.animal_id,
    servicos: entry.itens.map(({ servico_id }) => servico_id),
    profissionalId: onlyPerson(entry),
    de: entry.de,
    ate: entry.ate,
    periodo: entry.periodo ?? "",
    dias: entry.dias,
    observacoes: entry.observacoes ?? "",
  };
}

/** Whose hands all of it is to be in; null where it is anybody's, or several people's. */
export function onlyPerson({ itens }: Pick<Espera, "itens">): number | null {
  const wished = new Set(itens.map(({ profissional_id }) => profissional_id ?? null));
  return wished.size === 1 ? ([...wished][0] ?? null) : null;
}

export function bodyOf(values: EsperaValues): Required<EsperaIn> {
  const { animalId, servicos, profissionalId, de, ate, periodo, dias, observacoes } = values;
  return {
    animal_id: animalId ?? 0,
    itens: servicos.map((servico_id) => ({
      servico_id,
      ...(profissionalId !== null && { profissional_id: profissionalId }),
    })),
    de,
    ate,
    periodo: periodo || null,
    dias,
    observacoes: observacoes.trim() || null,
  };
}

/** What to send of a change. Minutes and people agreed on for each serviço stay while serviços and person do. */
export function patchOf(entry: Espera, values: EsperaValues): EsperaPatch {
  const { itens, de, ate, periodo, dias, observacoes } = bodyOf(values);
  const before = valuesOf(entry);
  const isSameWork =
    values.profissionalId === before.profissionalId && values.servicos.join() === before.servicos.join();
  return { version: entry.version, de, ate, periodo, dias, observacoes, ...(!isSameWork && { itens }) };
}
