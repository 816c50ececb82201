import { useTranslations } from "use-intl";
import { runsOf, type Week } from "./week";

/** A week in a line: "seg a sex 08:00–12:00, 13:00–18:00 · sáb 08:00–12:00". */
export function useWeekWords(): (week: Week) => string {
  const t = useTranslations("setup.hours");
  return (week) => {
    const runs = runsOf(week);
    if (runs.length === 0) return t("never");
    return runs
      .map(({ from, to, spans }) => {
        const days = from === to ? t(`short.${from}`) : t("fromTo", { from: t(`short.${from}`), to: t(`short.${to}`) });
        return `${days} ${spans.map((span) => `${span.from}–${span.to}`).join(", ")}`;
      })
      .join(" · ");
  };
}
