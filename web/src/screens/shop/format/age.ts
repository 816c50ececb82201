// Ages, counted in calendar days of Brasília as the server does.

export type Age = { unit: "years" | "months" | "days"; count: number };

/** Today's date in Brasília as "2026-11-24". */
export function todayInBrasilia(now: Date = new Date()): string {
  // Canada writes dates as ISO does.
  return new Intl.DateTimeFormat("en-CA", { timeZone: "America/Sao_Paulo" }).format(now);
}

/** The age on that day, in the largest unit that is not zero; null for a day before the birth or no date. */
export function ageOn(birth: string, today: string): Age | null {
  const [from, to] = [partsOf(birth), partsOf(today)];
  if (!from || !to || birth > today) return null;
  const had = to.day >= from.day ? 0 : 1;
  const months = (to.year - from.year) * 12 + to.month - from.month - had;
  if (months >= 12) return { unit: "years", count: Math.floor(months / 12) };
  if (months > 0) return { unit: "months", count: months };
  return { unit: "days", count: Math.round((Date.parse(today) - Date.parse(birth)) / 86_400_000) };
}

/** The age of an animal: from its birth where that is known, else the years that were told. */
export function ageOf(animal: { nascimento: string | null; idade: number | null }, today: string): Age | null {
  if (animal.nascimento) return ageOn(animal.nascimento, today);
  return animal.idade === null ? null : { unit: "years", count: animal.idade };
}

function partsOf(date: string): { year: number; month: number; day: number } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : null;
}
