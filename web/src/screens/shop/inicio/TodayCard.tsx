import { CalendarDays } from "lucide-react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "@/components/Button";
import { Card } from "@/components/Card";
import { type Dia, useDay } from "../agenda/queries";
import { COLUMNS, lateness, tally } from "../agenda/states";
import { useAgendaWords } from "../agenda/useAgendaWords";
import { useNow } from "../agenda/useNow";

/** Today in a line or two, and the way to all of it. */
export function TodayCard() {
  const t = useTranslations("agenda");
  const { data: day } = useDay(null);
  return (
    <Card aria-labelledby="hoje" className="flex flex-wrap items-center gap-4">
      <span
        aria-hidden
        className="flex size-14 shrink-0 items-center justify-center rounded-full bg-glow-tint text-glow-ink"
      >
        <CalendarDays className="size-7" />
      </span>
      <div className="min-w-44 flex-1">
        <h2 id="hoje" className="text-xl font-bold">
          {t("home.title")}
        </h2>
        <div className="min-h-12 text-ink-soft">{day && <Summary day={day} />}</div>
      </div>
      <ButtonLink href="/hoje">{t("home.open")}</ButtonLink>
    </Card>
  );
}

function Summary({ day }: { day: Dia }) {
  const t = useTranslations("agenda");
  const words = useAgendaWords(day.timezone);
  const now = useNow();
  const open = day.agendamentos.filter(({ proximos, status }) => proximos.length > 0 && status !== "solicitado");
  const late = open.filter((booking) => lateness(booking, now) !== null).length;
  const next = open.find(
    ({ inicio, status }) => COLUMNS[0]?.states.includes(status) === true && Date.parse(inicio) >= now,
  );
  if (day.agendamentos.length === 0) return <p>{t("home.none")}</p>;
  return (
    <>
      <p>
        {t("counts", tally(day.agendamentos))}
        {late > 0 && <span className="font-semibold text-danger"> · {t("home.late", { count: late })}</span>}
      </p>
      {next && <p>{t("home.next", { animal: next.animal, at: words.clock(next.inicio) })}</p>}
    </>
  );
}
