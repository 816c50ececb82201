import { useFormatter } from "use-intl";

/** "2026-12-24" as "qui., 24 de dez. de 2026": a day of the calendar, in no zone. */
export function useDay(): (date: string) => string {
  const format = useFormatter();
  return (date) =>
    format.dateTime(new Date(`${date}T00:00:00Z`), {
      timeZone: "UTC",
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
    });
}
