import { CalendarClock, CalendarOff, Ellipsis, MessageCircle, Undo2 } from "lucide-react";
import { useRouter } from "next/router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/Button";
import { Menu, type MenuEntry } from "@/components/Menu";
import { whatsAppHref } from "../format/phone";
import { EndSeriesDialog } from "./EndSeriesDialog";
import type { Agendamento, Estado } from "./queries";
import { isOfSeries, otherSteps } from "./states";
import type { AgendaWords } from "./useAgendaWords";

/** Everything that can be done with a booking beside its next step: what dragging does, too. */
export function BookingMenu({
  booking,
  words,
  onStep,
  onMove,
  isOpen = false,
}: {
  booking: Agendamento;
  words: AgendaWords;
  onStep: (booking: Agendamento, state: Estado) => void;
  onMove?: ((booking: Agendamento) => void) | undefined;
  /** Whether this is the visit's own page, which needs no way to itself. */
  isOpen?: boolean;
}) {
  const t = useTranslations("agenda");
  const router = useRouter();
  const [ending, setEnding] = useState(false);
  const chat = booking.telefone === null ? null : whatsAppHref(booking.telefone);
  const entries: MenuEntry[] = [
    ...otherSteps(booking).map((state) => ({
      label: words.step(state, booking),
      onClick: () => onStep(booking, state),
    })),
    ...(isOfSeries(booking)
      ? [
          {
            label: t("series.open"),
            icon: <CalendarOff aria-hidden className="size-5" />,
            onClick: () => setEnding(true),
          },
        ]
      : []),
    ...(onMove
      ? [{ label: t("move"), icon: <CalendarClock aria-hidden className="size-5" />, onClick: () => onMove(booking) }]
      : []),
    ...(chat
      ? [
          {
            label: t("chat", { tutor: booking.cliente }),
            icon: <MessageCircle aria-hidden className="size-5" />,
            onClick: () => void window.open(chat, "_blank", "noopener,noreferrer"),
          },
        ]
      : []),
    ...(isOpen
      ? []
      : [
          {
            label: t("openBooking"),
            icon: <Undo2 aria-hidden className="size-5 -scale-x-100" />,
            onClick: () => void router.push(`/atendimento/${booking.id}`),
          },
        ]),
  ];
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("menu", { animal: booking.animal })}>
            <Ellipsis aria-hidden className="size-5" />
          </IconButton>
        }
        entries={entries}
      />
      {ending && <EndSeriesDialog booking={booking} words={words} onClose={() => setEnding(false)} />}
    </>
  );
}
