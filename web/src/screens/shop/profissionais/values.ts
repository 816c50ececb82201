import { changedFields, pick, type Base } from "../form/changes";
import { textOfWire, wireInText } from "../hours/week";
import type { Profissional, ProfissionalIn, ProfissionalPatch } from "./queries";

/** Somebody who works here, as the form holds them; hours and serviços as text (`textOfWire`, `textOfIds`). */
export type ProfissionalValues = { nome: string; cor: string; ativo: boolean; horarios: string; servicos: string };

export const NO_PROFISSIONAL: ProfissionalValues = { nome: "", cor: "", ativo: true, horarios: "", servicos: "" };
/** Only some serviços, and none is chosen yet. */
export const NONE_YET = "-";

export function valuesOfProfissional({ nome, cor, ativo, horarios, servicos }: Profissional): ProfissionalValues {
  return { nome, cor: cor ?? "", ativo, horarios: textOfWire(horarios), servicos: textOfIds(servicos) };
}

export function profissionalIn({ nome, cor, ativo, horarios, servicos }: ProfissionalValues): ProfissionalIn {
  return { nome, cor: cor || null, ativo, horarios: wireInText(horarios), servicos: idsIn(servicos) };
}

/** Only what was changed goes over. */
export function profissionalPatch(values: ProfissionalValues, base: Base<ProfissionalValues>): ProfissionalPatch {
  return { ...pick(profissionalIn(values), changedFields(base.values, values)), version: base.version };
}

/** Ids as a form's text; none of them means all. */
export function textOfIds(ids: readonly number[]): string {
  return ids.toSorted((one, other) => one - other).join(",");
}

export function idsIn(text: string): number[] {
  return text === "" || text === NONE_YET ? [] : text.split(",").map(Number);
}

/** The text with one id put in or taken out. */
export function toggled(text: string, id: number, isIn: boolean): string {
  const others = idsIn(text).filter((each) => each !== id);
  return textOfIds(isIn ? [...others, id] : others) || NONE_YET;
}
