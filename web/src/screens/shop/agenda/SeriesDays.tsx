import { useTranslations } from "use-intl";
import { Skeleton } from "@/components/States";
import { type Agendamento, useSeries } from "./queries";
import type { AgendaWords } from "./useAgendaWords";

const NAMED = 8;
const AHEAD = ["solicitado", "agendado", "confirmado"];

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
    .filter(({ inicio, status }) => AHEAD.includes(status) && Date.parse(inicio) >= first)
    .map(({ inicio }) => words.shortDay(words.dateOf(inicio)));
  const more = days.length - NAMED;
  const named = days.slice(0, NAMED).join(" · ");
  const list = more > 0 ? t("more", { days: named, count: more }) : named;
  return (
    <p>
      {!ending && <span className="block font-medium">{t("every", { weeks: data.semanas })}</span>}
      <span className="tabular-nums">
        {days.length === 0 ? t("last") : ending ? t("gone", { days: list }) : t("next", { days: list })}
      </span>
    </p>
  );
}
