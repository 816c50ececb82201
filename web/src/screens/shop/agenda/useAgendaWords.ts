import { useFormatter, useTranslations } from "use-intl";
import { dateAt } from "./clock";
import type { Agendamento, Estado } from "./queries";

const NAMED = 8;
const DAY = { weekday: "long", day: "numeric", month: "long" } as const;

/** Another year is said: "1 de dezembro" alone would be today. */
function yearOf(at: string): { year?: "numeric" } {
  return at.startsWith(String(new Date().getFullYear())) ? {} : { year: "numeric" };
}

/** How the agenda is said in the page's language, on the clock of the shop's `zone`. */
export function useAgendaWords(zone: string) {
  const t = useTranslations("agenda");
  const format = useFormatter();
  const clock = (at: string | Date): string =>
    format.dateTime(new Date(at), { hour: "2-digit", minute: "2-digit", timeZone: zone });
  // Days are dates without a clock: noon in UTC is the same day wherever it is written.
  const asDay = (date: string): Date => new Date(`${date}T12:00:00Z`);
  const shortDay = (date: string): string =>
    format.dateTime(asDay(date), { weekday: "short", day: "numeric", month: "numeric", timeZone: "UTC" });
  return {
    zone,
    clock,
    span: ({ inicio, fim }: { inicio: string | Date; fim: string | Date }): string =>
      t("span", { from: clock(inicio), to: clock(fim) }),
    state: (state: Estado): string => t(`state.${state}`),
    /** What the button says that leads there. */
    step: (state: Estado, of?: Pick<Agendamento, "recorrencia_id">): string =>
      state === "cancelado" && of?.recorrencia_id != null ? t("series.onlyThis") : t(`step.${state}`),
    day: (date: string): string => format.dateTime(asDay(date), { ...DAY, ...yearOf(date), timeZone: "UTC" }),
    dateOf: (at: string): string => dateAt(at, zone),
    /** The day of a moment. */
    dayOf: (at: string): string => format.dateTime(new Date(at), { ...DAY, ...yearOf(at), timeZone: zone }),
    shortDay,
    /** The first ones by name, and how many more there are; `endless`: they go on. */
    days: (dates: readonly string[], endless = false): string => {
      const days = dates.slice(0, NAMED).map(shortDay).join(" · ");
      if (endless) return t("series.endless", { days });
      return dates.length > NAMED ? t("series.more", { days, count: dates.length - NAMED }) : days;
    },
    longWeekday: (date: string): string => format.dateTime(asDay(date), { weekday: "long", timeZone: "UTC" }),
    weekday: (date: string): string => format.dateTime(asDay(date), { weekday: "short", timeZone: "UTC" }),
    month: (date: string): string => format.dateTime(asDay(date), { month: "long", year: "numeric", timeZone: "UTC" }),
    moment: (at: string): string =>
      format.dateTime(new Date(at), { dateStyle: "short", timeStyle: "short", timeZone: zone }),
    services: ({ itens }: Pick<Agendamento, "itens">): string => itens.map((item) => item.servico).join(" + "),
  };
}

export type AgendaWords = ReturnType<typeof useAgendaWords>;
