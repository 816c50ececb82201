import { useTranslations } from "use-intl";
import type { Agendamento, Estado } from "../agenda/queries";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { BookingCard } from "./BookingCard";

const KINDS: Record<"asked" | "gone", readonly Estado[]> = {
  asked: ["solicitado"],
  gone: ["cancelado", "faltou"],
};

/** What stands in no column: requests that wait for a yes, and what came to nothing. */
export function OffBoard({
  kind,
  bookings,
  words,
  onStep,
  onMove,
}: {
  kind: "asked" | "gone";
  bookings: Agendamento[];
  words: AgendaWords;
  onStep: (booking: Agendamento, state: Estado) => void;
  onMove: (booking: Agendamento) => void;
}) {
  const t = useTranslations("agenda.off");
  const found = bookings.filter(({ status }) => KINDS[kind].includes(status));
  if (found.length === 0) return null;
  return (
    <details open={kind === "asked"} className="rounded-xl border border-line bg-surface p-4">
      <summary className="min-h-8 cursor-pointer font-semibold">{t(kind, { count: found.length })}</summary>
      <ul className="mt-3 grid gap-3 sm:grid-cols-2! xl:grid-cols-4!">
        {found.map((booking) => (
          <li key={booking.id}>
            <BookingCard booking={booking} words={words} onStep={onStep} onMove={onMove} showState />
          </li>
        ))}
      </ul>
    </details>
  );
}
