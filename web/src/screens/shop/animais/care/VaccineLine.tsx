import { CalendarClock, CircleAlert, CircleCheck, CircleDashed, CircleHelp, Trash2, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge, type Tone } from "@/components/Badge";
import { Button, IconButton } from "@/components/Button";
import { useAnimalWords } from "../useAnimalWords";
import type { Dose, Vaccine } from "./queries";
import { type CardState, daysBetween, stateOf } from "./states";

const LOOKS: Record<CardState, { tone: Tone; Icon: typeof CircleCheck }> = {
  em_dia: { tone: "ok", Icon: CircleCheck },
  a_vencer: { tone: "warn", Icon: TriangleAlert },
  prevista: { tone: "info", Icon: CalendarClock },
  atrasada: { tone: "danger", Icon: CircleAlert },
  falta: { tone: "warn", Icon: CircleHelp },
  nunca: { tone: "neutral", Icon: CircleDashed },
};

/** One vaccine of a card: how it stands, its doses, what is to be done next. */
export function VaccineLine({
  vaccine,
  today,
  onGive,
  onDelete,
}: {
  vaccine: Vaccine;
  today: string;
  /** A new dose, or the planned one that was given. */
  onGive: (planned: Dose | null) => void;
  onDelete: (dose: Dose) => void;
}) {
  const t = useTranslations("animal.vaccines");
  const state = stateOf(vaccine, today);
  const { tone, Icon } = LOOKS[state];
  const planned = vaccine.prevista;
  return (
    <li className="flex flex-col gap-2 rounded-md border border-line p-4 print:break-inside-avoid">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-lg font-semibold">{vaccine.nome}</h3>
        <Badge tone={tone} icon={<Icon aria-hidden />}>
          {t(`state.${state}`)}
        </Badge>
      </div>
      {vaccine.aplicadas.length > 0 && (
        <ul className="flex flex-col">
          {vaccine.aplicadas.map((dose) => (
            <GivenDose key={dose.id} vaccine={vaccine} dose={dose} onDelete={onDelete} />
          ))}
        </ul>
      )}
      {planned?.prevista_para && <Next dose={planned} today={today} vaccine={vaccine} onDelete={onDelete} />}
      <div className="flex flex-wrap gap-2 print:hidden">
        {planned && (
          <Button
            size="sm"
            className="min-h-11"
            onClick={() => onGive(planned)}
            aria-label={t("givePlannedOf", { vaccine: vaccine.nome })}
          >
            {t("givePlanned")}
          </Button>
        )}
        <Button
          size="sm"
          look="secondary"
          className="min-h-11"
          onClick={() => onGive(null)}
          aria-label={t("addOf", { vaccine: vaccine.nome })}
        >
          {t("add")}
        </Button>
      </div>
    </li>
  );
}

function Next({
  dose,
  vaccine,
  today,
  onDelete,
}: {
  dose: Dose;
  vaccine: Vaccine;
  today: string;
  onDelete: (dose: Dose) => void;
}) {
  const t = useTranslations("animal.vaccines");
  const words = useAnimalWords();
  const day = dose.prevista_para ?? today;
  const days = daysBetween(today, day);
  return (
    <p className="flex items-center justify-between gap-2">
      <span>
        {t("next", { number: dose.dose, date: words.date(day) })}{" "}
        <span className="text-ink-soft print:hidden">
          {days < 0 ? t("late", { days: -days }) : t("inDays", { days })}
        </span>
      </span>
      <span className="print:hidden">
        <IconButton
          label={t("deletePlanOf", { vaccine: vaccine.nome, date: words.date(day) })}
          onClick={() => onDelete(dose)}
        >
          <Trash2 aria-hidden className="size-5" />
        </IconButton>
      </span>
    </p>
  );
}

function GivenDose({ dose, vaccine, onDelete }: { dose: Dose; vaccine: Vaccine; onDelete: (dose: Dose) => void }) {
  const t = useTranslations("animal.vaccines");
  const words = useAnimalWords();
  const date = words.date(dose.aplicada_em ?? "");
  const details = [
    dose.lote && t("lot", { lot: dose.lote }),
    dose.fabricante,
    dose.validade && t("expires", { date: words.date(dose.validade) }),
    [dose.veterinario, dose.crmv].filter(Boolean).join(", "),
    dose.informada && t("told"),
  ].filter(Boolean);
  return (
    <li className="flex items-center justify-between gap-2 border-t border-line py-1 first:border-0">
      <span className="min-w-0">
        <span className="font-medium">{t("given", { number: dose.dose, date })}</span>
        {details.length > 0 && <span className="block text-sm text-ink-soft">{details.join(" · ")}</span>}
      </span>
      <span className="print:hidden">
        <IconButton label={t("deleteOf", { vaccine: vaccine.nome, date })} onClick={() => onDelete(dose)}>
          <Trash2 aria-hidden className="size-5" />
        </IconButton>
      </span>
    </li>
  );
}
