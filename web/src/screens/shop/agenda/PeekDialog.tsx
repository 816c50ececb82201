import { CalendarClock, CalendarOff, ExternalLink, MessageCircle, Repeat2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button, ButtonLink } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { maskPhone, whatsAppHref } from "../format/phone";
import { useMoney } from "../format/useMoney";
import { BookingRides } from "../taxi/BookingRides";
import { EndSeriesDialog } from "./EndSeriesDialog";
import { Marks } from "./Marks";
import type { Agendamento } from "./queries";
import { SeriesDays } from "./SeriesDays";
import { StateBadge } from "./StateBadge";
import { isOfSeries, mainStep, otherSteps, peopleOf } from "./states";
import type { AgendaWords } from "./useAgendaWords";
import { useSteps } from "./useSteps";
import { mayMove } from "./useTargets";

/** A booking at a glance, and everything that can be done with it. */
export function PeekDialog({
  booking,
  words,
  onClose,
  onMove,
  onChangeSeries,
}: {
  booking: Agendamento | null;
  words: AgendaWords;
  onClose: () => void;
  onMove: (booking: Agendamento) => void;
  onChangeSeries: (booking: Agendamento) => void;
}) {
  const t = useTranslations("agenda");
  const money = useMoney();
  const step = useSteps();
  const [ending, setEnding] = useState(false);
  if (!booking) return null;
  const next = mainStep(booking);
  const chat = booking.telefone === null ? null : whatsAppHref(booking.telefone);
  const take = (state: Agendamento["status"]): void => {
    step(booking, state);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={booking.animal}
      lead={[booking.raca, booking.cliente, booking.telefone && maskPhone(booking.telefone)]
        .filter(Boolean)
        .join(" · ")}
      actions={
        <>
          <ButtonLink
            look="quiet"
            href={`/atendimento/${booking.id}`}
            icon={<ExternalLink aria-hidden className="size-5" />}
          >
            {t("openBooking")}
          </ButtonLink>
          {next && <Button onClick={() => take(next)}>{words.step(next)}</Button>}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-lg font-semibold tabular-nums">
          <span className="block text-base first-letter:uppercase">{words.dayOf(booking.inicio)}</span>
          {words.span(booking)}
        </p>
        <p>
          {words.services(booking)} · {money(booking.preco)}
          <span className="block text-ink-soft">{t("with", { people: peopleOf(booking).join(", ") })}</span>
        </p>
        {booking.observacoes && <p className="whitespace-pre-line text-ink-soft italic">{booking.observacoes}</p>}
        {booking.cuidados && <p className="rounded-md bg-glow-tint p-3 text-glow-ink">{booking.cuidados}</p>}
        <p>
          <StateBadge state={booking.status} />
        </p>
        <Marks booking={booking} />
        <BookingRides booking={booking} words={words} />
        {booking.recorrencia_id !== null && <SeriesDays booking={booking} words={words} />}
        <div className="flex flex-wrap gap-2">
          {mayMove(booking) && (
            <Button
              look="secondary"
              onClick={() => onMove(booking)}
              icon={<CalendarClock aria-hidden className="size-5" />}
            >
              {t("move")}
            </Button>
          )}
          {chat && (
            <a
              href={chat}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-11 items-center gap-2 rounded-full border border-line-strong px-5 font-semibold hover:border-brand"
            >
              <MessageCircle aria-hidden className="size-5" />
              {t("chatShort")}
            </a>
          )}
          {otherSteps(booking).map((state) => (
            <Button key={state} look="secondary" onClick={() => take(state)}>
              {words.step(state, booking)}
            </Button>
          ))}
          {isOfSeries(booking) && (
            <>
              <Button
                look="secondary"
                onClick={() => onChangeSeries(booking)}
                icon={<Repeat2 aria-hidden className="size-5" />}
              >
                {t("series.change.open")}
              </Button>
              <Button
                look="secondary"
                onClick={() => setEnding(true)}
                icon={<CalendarOff aria-hidden className="size-5" />}
              >
                {t("series.open")}
              </Button>
            </>
          )}
        </div>
      </div>
      {ending && (
        <EndSeriesDialog
          booking={booking}
          words={words}
          onClose={() => {
            setEnding(false);
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}
