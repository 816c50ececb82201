import { CircleDollarSign, Clock, type LucideIcon, Syringe, TriangleAlert, UserX } from "lucide-react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import type { AgendaWords } from "../agenda/useAgendaWords";
import type { Ficha } from "./queries";

type Note = { Icon: LucideIcon; text: string; serious: boolean };

/** Debts, missed visits, vaccines and what the animal is like: seen before it is booked. */
export function FichaNotes({ ficha, words }: { ficha: Ficha; words: AgendaWords }) {
  const t = useTranslations("agenda.card");
  const notes: Note[] = [];
  if (ficha.devedor) notes.push({ Icon: CircleDollarSign, text: t("debt"), serious: true });
  if (ficha.faltas > 0) notes.push({ Icon: UserX, text: t("missed", { count: ficha.faltas }), serious: true });
  if (ficha.vacinas_atrasadas.length > 0) {
    notes.push({ Icon: Syringe, text: t("vaccines", { names: ficha.vacinas_atrasadas.join(", ") }), serious: true });
  }
  if (ficha.tags.length > 0) notes.push({ Icon: TriangleAlert, text: ficha.tags.join(", "), serious: true });
  if (ficha.cuidados) notes.push({ Icon: TriangleAlert, text: ficha.cuidados, serious: false });
  if (ficha.proximo) notes.push({ Icon: Clock, text: t("next", { at: words.moment(ficha.proximo) }), serious: false });
  if (ficha.ultimo) notes.push({ Icon: Clock, text: t("last", { at: words.moment(ficha.ultimo) }), serious: false });
  return (
    <ul aria-label={t("title")} className="flex flex-col gap-1.5 empty:hidden">
      {notes.map(({ Icon, text, serious }) => (
        <li
          key={text}
          className={cx(
            "flex items-start gap-2 rounded-md px-3 py-1.5 text-sm",
            serious ? "bg-warn-tint font-semibold text-warn" : "bg-sunken text-ink-soft",
          )}
        >
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{text}</span>
        </li>
      ))}
    </ul>
  );
}
