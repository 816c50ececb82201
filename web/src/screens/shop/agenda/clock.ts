// The shop's own clock: its zone decides what day and what minute it is, wherever the browser stands.

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

/** The wall clock of a moment, as if it were UTC: in milliseconds, so that it can be calculated with. */
function wallOf(at: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value);
  return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day ?? 1, parts.hour ?? 0, parts.minute ?? 0);
}

/** The shop's calendar day at a moment, as "2026-12-01". */
export function dateAt(at: Date | string, zone: string): string {
  return new Date(wallOf(new Date(at).getTime(), zone)).toISOString().slice(0, 10);
}

/** Minutes from the beginning of `date` on the shop's clock: negative for what began the day before. */
export function minuteOn(date: string, at: Date | string, zone: string): number {
  return Math.round((wallOf(new Date(at).getTime(), zone) - Date.parse(`${date}T00:00:00Z`)) / MINUTE_MS);
}

/** The moment at which the shop's clock shows that minute of the day; where clocks jump, the moment after the gap. */
export function momentAt(date: string, minute: number, zone: string): Date {
  const wall = Date.parse(`${date}T00:00:00Z`) + minute * MINUTE_MS;
  const guess = wall - (wallOf(wall, zone) - wall);
  return new Date(wall - (wallOf(guess, zone) - guess));
}

/** "2026-12-01" and so many days. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Monday to Sunday of the week that the day is in. */
export function weekOf(date: string): string[] {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, index) => addDays(date, index - weekday));
}

/** The weeks that the day's month touches. */
export function monthOf(date: string): string[][] {
  const first = `${date.slice(0, 7)}-01`;
  const weeks: string[][] = [];
  for (let day = weekOf(first)[0] ?? first; day.slice(0, 7) <= date.slice(0, 7); day = addDays(day, 7)) {
    weeks.push(weekOf(day));
  }
  return weeks;
}

/** Whether it is a day as addresses carry it. */
export function isDate(text: unknown): text is string {
  return typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** 615 as "10:15", for a field of time. */
export function clockText(minute: number): string {
  const inDay = Math.max(0, Math.min(minute, 1439));
  return `${String(Math.floor(inDay / 60)).padStart(2, "0")}:${String(inDay % 60).padStart(2, "0")}`;
}

/** "10:15" as 615; null for anything else. */
export function minuteOfText(text: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)/.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}
