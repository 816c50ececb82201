/** How many rows the start page reads: lists come by name, so the newest are known only when all fit. */
export const READ = 100;

/** The newest rows of a list that was read whole; null when there is more than was read. */
export function newestOf<Row extends { created_at: string; id: number }>(
  page: { items: Row[]; next_cursor: string | null },
  count: number,
): Row[] | null {
  if (page.next_cursor !== null) return null;
  const byAge = (one: Row, other: Row): number =>
    Date.parse(other.created_at) - Date.parse(one.created_at) || other.id - one.id;
  return [...page.items].sort(byAge).slice(0, count);
}

/** The part of the day in the shop's zone, for a greeting. */
export function partOfDay(now: Date): "morning" | "afternoon" | "evening" {
  const hour = Number(
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: "America/Sao_Paulo" }).format(now),
  );
  if (hour >= 5 && hour < 12) return "morning";
  return hour >= 12 && hour < 18 ? "afternoon" : "evening";
}
