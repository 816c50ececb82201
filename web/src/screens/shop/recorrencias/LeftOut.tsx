import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import type { Pulada } from "../agenda/queries";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { byReason } from "./refusal";

/** What was done, and which days were left out of it: it stays until it is read. */
export function LeftOut({
  title,
  lead,
  puladas,
  words,
  onClose,
}: {
  title: string;
  lead: string;
  puladas: readonly Pulada[];
  words: AgendaWords;
  onClose: () => void;
}) {
  const t = useTranslations("agenda.leftOut");
  return (
    <Dialog open onClose={onClose} title={title} lead={lead} actions={<Button onClick={onClose}>{t("read")}</Button>}>
      <Banner kind="warn" title={t("title", { count: puladas.length })}>
        <DaysByReason days={puladas} words={words} />
      </Banner>
    </Dialog>
  );
}

export function DaysByReason({ days, words }: { days: readonly Pulada[]; words: AgendaWords }) {
  const t = useTranslations("agenda.refusal");
  return (
    <ul className="flex flex-col gap-1">
      {byReason(days).map((group) => (
        <li key={group.motivo}>
          <span className="font-semibold tabular-nums">{group.days.map(words.shortDay).join(" · ")}</span>{" "}
          {t(group.motivo)}
        </li>
      ))}
    </ul>
  );
}
