import { useFormatter, useTranslations } from "use-intl";
import { addDays } from "../agenda/clock";
import { useAgendaWords } from "../agenda/useAgendaWords";
import { DAYS } from "../hours/week";
import { useAllServicos } from "../servicos/all";
import type { Espera } from "./queries";

const A_MONDAY = "2024-01-01";

/** How a wish is said in the page's language, on the clock of the shop's `zone`. */
export function useEsperaWords(zone: string) {
  const t = useTranslations("espera");
  const format = useFormatter();
  const words = useAgendaWords(zone);
  const { data: servicos } = useAllServicos();
  const weekday = (day: Espera["dias"][number]): string => words.weekday(addDays(A_MONDAY, DAYS.indexOf(day)));
  const days = ({ de, ate }: Espera): string =>
    de === ate ? words.shortDay(de) : t("days", { from: words.shortDay(de), to: words.shortDay(ate) });
  return {
    ...words,
    /** A place: its day and its clock. */
    place: (at: string): string => t("at", { day: words.shortDay(words.dateOf(at)), at: words.clock(at) }),
    wanted: ({ itens }: Espera): string =>
      servicos === undefined
        ? ""
        : itens
            .map(({ servico_id }) => servicos.find(({ id }) => id === servico_id)?.nome ?? t("goneServico"))
            .join(" + "),
    /** The days, the weekdays and the part of the day that suit. */
    when: (entry: Espera): string =>
      [
        days(entry),
        entry.dias.length > 0 && format.list(entry.dias.map(weekday)),
        entry.periodo && t(`periodo.${entry.periodo}`),
      ]
        .filter(Boolean)
        .join(" · "),
  };
}

export type EsperaWords = ReturnType<typeof useEsperaWords>;
