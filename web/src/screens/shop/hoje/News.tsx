import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Agendamento, Estado } from "../agenda/queries";
import type { AgendaWords } from "../agenda/useAgendaWords";

type Seen = Map<number, { state: Estado; animal: string }>;

/** Tells who does not see the board what changed on it, by whomever. */
export function News({ bookings, words }: { bookings: Agendamento[]; words: AgendaWords }) {
  const t = useTranslations("agenda");
  const [known, setKnown] = useState(bookings);
  const [news, setNews] = useState("");
  if (known !== bookings) {
    const before = seen(known);
    const changed = bookings.filter(({ id, status }) => before.get(id)?.state !== status);
    setKnown(bookings);
    if (changed.length > 0) {
      setNews(changed.map((one) => t("stepped", { animal: one.animal, state: words.state(one.status) })).join(". "));
    }
  }
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  );
}

function seen(bookings: Agendamento[]): Seen {
  return new Map(bookings.map(({ id, status, animal }) => [id, { state: status, animal }]));
}
