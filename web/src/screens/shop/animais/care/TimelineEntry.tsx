import {
  ArrowRightLeft,
  Camera,
  CircleDot,
  type LucideIcon,
  Scale,
  Scissors,
  Syringe,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { Moment } from "@/components/Time";
import { useMoney } from "../../format/useMoney";
import type { Animal } from "../queries";
import { useAnimalWords } from "../useAnimalWords";
import { PhotoImage } from "./PhotoImage";
import type { Happening } from "./queries";

const ICONS: Record<Happening["tipo"], LucideIcon> = {
  agendamento: Scissors,
  peso: Scale,
  foto: Camera,
  vacina: Syringe,
  incidente: TriangleAlert,
  transferencia: ArrowRightLeft,
  situacao: CircleDot,
};

/** One thing that happened, in a line or two. */
export function TimelineEntry({ animal, entry }: { animal: Animal; entry: Happening }) {
  const words = useAnimalWords();
  const say = useTelling();
  const { title, detail } = say(entry);
  const Icon = ICONS[entry.tipo];
  const isIncident = entry.tipo === "incidente";
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className={cx(
          "flex size-10 shrink-0 items-center justify-center rounded-full",
          isIncident ? "bg-warn-tint text-warn" : "bg-sunken text-ink-soft",
        )}
      >
        <Icon className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {detail && <p className="whitespace-pre-line">{detail}</p>}
        <p className="text-sm text-ink-soft">
          {entry.sem_hora ? (
            <time dateTime={entry.em.slice(0, 10)}>{words.date(entry.em.slice(0, 10))}</time>
          ) : (
            <Moment at={entry.em} />
          )}
        </p>
      </div>
      {entry.tipo === "foto" && (
        <PhotoImage animalId={animal.id} photoId={entry.id} alt="" className="size-16 rounded-md object-cover" />
      )}
    </li>
  );
}

type Told = { title: ReactNode; detail?: ReactNode };

function useTelling(): (entry: Happening) => Told {
  const t = useTranslations("animal.timeline.told");
  const states = useTranslations("animal.visit");
  const situations = useTranslations("animal.situation");
  const words = useAnimalWords();
  const money = useMoney();
  return (entry) => {
    switch (entry.tipo) {
      case "agendamento":
        return {
          title: entry.servicos.join(", ") || t("visit"),
          detail: `${states(entry.status)} · ${money(entry.preco)}`,
        };
      case "peso":
        return { title: t("weight", { weight: words.weight(entry.peso) }) };
      case "foto":
        return { title: t(`photo.${entry.momento}`), detail: entry.legenda };
      case "vacina":
        return {
          title: t("dose", { vaccine: entry.vacina, number: entry.dose }),
          detail: entry.informada ? t("informed") : entry.veterinario,
        };
      case "incidente":
        return { title: t("incident"), detail: entry.texto };
      case "transferencia":
        return { title: t("moved", { from: entry.de_cliente, to: entry.para_cliente }) };
      case "situacao":
        return { title: t("became", { situation: situations(entry.situacao) }) };
    }
  };
}
