// How an animal stands with its vaccines, as a card says it. Pure.
import type { Vaccine } from "./queries";

export type CardState = "atrasada" | "falta" | "a_vencer" | "prevista" | "em_dia" | "nunca";
type Line = Pick<Vaccine, "situacao" | "prevista_para" | "obrigatoria" | "ativo">;

// From here on a tutor is told: the same month that the shop's list of doses looks ahead.
const SOON_DAYS = 30;
const URGENCY: readonly CardState[] = ["atrasada", "falta", "a_vencer", "prevista", "em_dia", "nunca"];

/** The API's word, made finer: what is given and due within a month, and what is obligatory and was never given. */
export function stateOf({ situacao, prevista_para, obrigatoria, ativo }: Line, today: string): CardState {
  if (situacao === "nunca") return obrigatoria && ativo ? "falta" : "nunca";
  if (situacao !== "em_dia" || prevista_para === null) return situacao;
  return daysBetween(today, prevista_para) <= SOON_DAYS ? "a_vencer" : "em_dia";
}

/** Whole days from one calendar day to another; negative when it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** What needs somebody first; equal ones stay in the order given. */
export function byUrgency<Each extends Line>(lines: readonly Each[], today: string): Each[] {
  const rank = (line: Each): number => URGENCY.indexOf(stateOf(line, today));
  return lines.toSorted((a, b) => rank(a) - rank(b));
}
