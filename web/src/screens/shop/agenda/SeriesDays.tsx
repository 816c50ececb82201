import { useTranslations } from "use-intl";
import { Skeleton } from "@/components/States";
import { nthOf } from "../recorrencias/rule";
import { type Agendamento, type Recorrencia, useSeries } from "./queries";
import { isAhead } from "./states";
import type { AgendaWords } from "./useAgendaWords";

/** How a booking repeats, and the days that come after it; with `ending`, the days that would be called off. */
export function SeriesDays({
  booking,
  words,
  ending = false,
}: {
  booking: Agendamento;
  words: AgendaWords;
  ending?: boolean;
}) {
  const t = useTranslations("agenda.series");
  const { data, isError } = useSeries(booking.recorrencia_id);
  if (isError) return null;
  if (!data) return <Skeleton lines={2} />;
  const first = Date.parse(booking.inicio) + (ending ? 0 : 1);
  const days = data.agendamentos
    .filter(({ inicio, status }) => isAhead(status) && Date.parse(inicio) >= first)
    .map(({ inicio }) => words.dateOf(inicio));
  const list = words.days(days);
  const place = nthOf(data, dayInSeries(data, booking, words));
  const every = t("every", { weeks: data.semanas });
  return (
    <p>
      {!ending && <span className="block font-medium">{place ? t("nth", { every, ...place }) : every}</span>}
      <span className="tabular-nums">
        {days.length === 0 ? t("last") : ending ? t("gone", { days: list }) : t("next", { days: list })}
      </span>
    </p>
  );
}

/** The day that the series gave it, wherever it was moved. */
export function dayInSeries(
  { agendamentos }: Recorrencia,
  { id, inicio }: Pick<Agendamento, "id" | "inicio">,
  words: Pick<AgendaWords, "dateOf">,
): string {
  return agendamentos.find((one) => one.id === id)?.data ?? words.dateOf(inicio);
}
