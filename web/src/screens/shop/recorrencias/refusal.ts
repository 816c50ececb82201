// Which days of a series have no place, and why.
import type { Pulada } from "../agenda/queries";

const REASONS = ["busy", "closed", "animal"] as const;

/** The days that a refusal names; none where it is about something else. */
export function refusedDays(body: Readonly<Record<string, unknown>>): Pulada[] {
  return Array.isArray(body.ocorrencias) ? body.ocorrencias.flatMap(dayOf) : [];
}

/** Each reason once, with its days. */
export function byReason(days: readonly Pulada[]): { motivo: Pulada["motivo"]; days: string[] }[] {
  return REASONS.map((motivo) => ({
    motivo,
    days: days.filter((one) => one.motivo === motivo).map(({ data }) => data),
  })).filter((group) => group.days.length > 0);
}

function dayOf(one: unknown): Pulada[] {
  if (typeof one !== "object" || one === null || !("data" in one) || typeof one.data !== "string") return [];
  const motivo = REASONS.find((reason) => "motivo" in one && one.motivo === reason);
  return motivo ? [{ data: one.data, motivo }] : [];
}
