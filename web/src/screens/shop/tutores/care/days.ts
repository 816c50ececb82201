// The days of bookings that a tutor's page shows: as far as the API looks at once. Pure.

const DAYS = 61;
const DAY_MS = 86_400_000;

export type Days = { de: string; ate: string };

export function aroundToday(today: string): { last: Days; next: Days } {
  return { last: { de: later(today, -DAYS), ate: today }, next: { de: today, ate: later(today, DAYS) } };
}

function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

type Visit = { inicio: string; status: string };

// What is over, whenever it was.
const ENDED = new Set(["entregue", "cancelado", "faltou"]);

/** What is still to come or going on, the first one first. */
export function upcoming<V extends Visit>(visits: readonly V[], now: Date): V[] {
  return visits.filter(
    ({ inicio, status }) => !ENDED.has(status) && (Date.parse(inicio) >= now.getTime() || isOn(status)),
  );
}

/** What is over, the latest one first. */
export function past<V extends Visit>(visits: readonly V[], now: Date): V[] {
  return visits.filter(({ inicio, status }) => Date.parse(inicio) < now.getTime() && !isOn(status)).toReversed();
}

function isOn(status: string): boolean {
  return ["recebido", "em_atendimento", "pronto"].includes(status);
}
