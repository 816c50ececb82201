// The last day that was seen, kept on this device to be read without a network; gone with the session.
import type { components } from "@/api/schema";

type Dia = components["schemas"]["DiaOut"];

const KEPT = "petshop-last-day";
export type LastDay = { at: string; day: Dia };

/** Keeps it; a device without room or storage keeps none. */
export function keepDay(day: Dia): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ at: new Date().toISOString(), day } satisfies LastDay));
  } catch {
    // Nothing depends on it.
  }
}

export function lastDay(): LastDay | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return isLastDay(found) ? found : null;
  } catch {
    return null;
  }
}

export function forgetDay(): void {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // There was none.
  }
}

function isLastDay(value: unknown): value is LastDay {
  if (typeof value !== "object" || value === null) return false;
  const { at, day } = value as Partial<LastDay>;
  return typeof at === "string" && typeof day === "object" && Array.isArray(day.agendamentos);
}
