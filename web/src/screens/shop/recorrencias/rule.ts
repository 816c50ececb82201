// The days of "every so many weeks", counted as the server counts them.
import { addDays, weekOf } from "../agenda/clock";

export type Rule = { inicio: string; semanas: number; ate: string | null };

const DAY_MS = 86_400_000;

/** Its days between two, both included; none after its own end. */
export function daysOf({ inicio, semanas, ate }: Rule, from: string, until: string): string[] {
  const step = 7 * semanas;
  const end = ate !== null && ate < until ? ate : until;
  const days: string[] = [];
  const skipped = Math.max(0, Math.ceil(daysBetween(inicio, from) / step));
  for (let day = addDays(inicio, skipped * step); day <= end; day = addDays(day, step)) days.push(day);
  return days;
}

/** Which of how many that day is; null where there is no end, or it is none of its days. */
export function nthOf({ inicio, semanas, ate }: Rule, day: string): { nth: number; of: number } | null {
  const before = daysBetween(inicio, day) / (7 * semanas);
  if (ate === null || day > ate || before < 0 || !Number.isInteger(before)) return null;
  return { nth: before + 1, of: Math.floor(daysBetween(inicio, ate) / (7 * semanas)) + 1 };
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return weekOf(day).indexOf(day);
}

/** By how many days one goes to another weekday: within the week, unless that is over by `today`. */
export function shiftTo(weekday: number, first: string, today: string): number {
  const shift = weekday - weekdayOf(first);
  return shift < 0 && addDays(first, shift) <= today ? shift + 7 : shift;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
