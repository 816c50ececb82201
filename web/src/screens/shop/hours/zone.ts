// A moment on a shop's own clock, and back: what is typed in a shop is its time, wherever the phone thinks it is.

/** "2026-12-24" and "13:00". */
export type Wall = { date: string; time: string };

const DAY_MS = 86_400_000;

export function wallOf(moment: Date, zone: string): Wall {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(moment);
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? "";
  return { date: `${of("year")}-${of("month")}-${of("day")}`, time: `${of("hour")}:${of("minute")}` };
}

/** The moment at which the clock in `zone` shows that; of an hour that it shows twice the first. */
export function momentOf({ date, time }: Wall, zone: string): Date {
  const plain = Date.parse(`${date}T${time}:00Z`);
  const shift = (at: number): number => {
    const wall = wallOf(new Date(at), zone);
    return Date.parse(`${wall.date}T${wall.time}:00Z`) - at;
  };
  // The shift of a day before is right, unless the clocks are set in between.
  const [early, late] = [plain - shift(plain - DAY_MS), plain - shift(plain + DAY_MS)];
  return new Date(early + shift(early) === plain ? early : late);
}

/** The calendar day `days` later. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
