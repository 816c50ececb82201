const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MOST_DAYS = 30;

type Distance = { now: Date; unit?: "day" };

/** From where a moment is told, and in which unit, where the usual one is not said. */
export function distanceTo(date: Date, now: Date): Distance {
  const ahead = date.getTime() - now.getTime();
  // The server's clock may go before this one: what has just been done was done now.
  if (ahead > 0 && ahead < MINUTE) return { now: date };
  // "Em 10 dias" says when; "em 1 semana" does not.
  if (ahead >= DAY && ahead <= MOST_DAYS * DAY) return { now, unit: "day" };
  return { now };
}
