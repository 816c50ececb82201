import Link from "next/link";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { BookingMenu } from "../agenda/BookingMenu";
import { Marks } from "../agenda/Marks";
import type { Agendamento, Estado } from "../agenda/queries";
import { StateBadge } from "../agenda/StateBadge";
import { StepButton } from "../agenda/StepButton";
import { lateness, peopleOf } from "../agenda/states";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { useNow } from "../agenda/useNow";
import { AnimalFace } from "../animais/AnimalFace";

/** One booking on the board, with the one button that most people will want. */
export function BookingCard({
  booking,
  words,
  onStep,
  onMove,
  showState,
}: {
  booking: Agendamento;
  words: AgendaWords;
  onStep: (booking: Agendamento, state: Estado) => void;
  onMove: (booking: Agendamento) => void;
  /** Where its column does not say it. */
  showState: boolean;
}) {
  const t = useTranslations("agenda");
  const late = lateness(booking, useNow()) !== null;
  return (
    <article
      data-agendamento={booking.id}
      aria-labelledby={`agendamento-${booking.id}`}
      className={cx(
        "flex flex-col gap-2 rounded-lg border bg-surface p-3 shadow-near",
        late ? "border-danger" : "border-line",
      )}
    >
      <div className="flex items-center justify-between gap-2">
        <p className={cx("font-semibold whitespace-nowrap tabular-nums", late && "text-danger")}>
          {words.span(booking)}
        </p>
        <div className="-mt-1.5 -mr-2">
          <BookingMenu booking={booking} words={words} onStep={onStep} onMove={onMove} />
        </div>
      </div>
      <div className="flex items-center gap-3">
        <AnimalFace
          animalId={booking.animal_id}
          nome={booking.animal}
          especie={booking.especie}
          photoId={booking.foto_id}
        />
        <div className="min-w-0 flex-1">
          <h3 id={`agendamento-${booking.id}`} className="text-base leading-tight font-bold">
            <Link
              href={`/atendimento/${booking.id}`}
              className="inline-flex min-h-6 items-center rounded-sm hover:text-brand-strong"
            >
              {booking.animal}
            </Link>
          </h3>
          <p className="text-sm text-ink-soft">{[booking.raca, booking.cliente].filter(Boolean).join(" · ")}</p>
        </div>
      </div>
      <p className="text-sm">
        {words.services(booking)}
        <span className="block text-ink-soft">{t("with", { people: peopleOf(booking).join(", ") })}</span>
      </p>
      {booking.observacoes && <p className="line-clamp-2 text-sm text-ink-soft italic">{booking.observacoes}</p>}
      {booking.cuidados && (
        <p className="line-clamp-2 rounded-md bg-glow-tint px-2 py-1 text-sm text-glow-ink">{booking.cuidados}</p>
      )}
      {showState && (
        <p>
          <StateBadge state={booking.status} />
        </p>
      )}
      <Marks booking={booking} />
      <StepButton wide look={late ? "danger" : "primary"} booking={booking} words={words} onStep={onStep} named />
    </article>
  );
}
