import { useState } from "react";
import { MoveDialog } from "../agendar/MoveDialog";
import { ChangeSeriesDialog } from "../recorrencias/ChangeSeriesDialog";
import { PeekDialog } from "./PeekDialog";
import type { Agendamento } from "./queries";
import type { AgendaWords } from "./useAgendaWords";

type Deed = { name: "move" | "changeSeries"; booking: Agendamento };

/** A booking at a glance, and what leads away from it: that goes on when the booking is no longer where one looked. */
export function BookingDialogs({
  booking,
  zone,
  words,
  onClose,
}: {
  booking: Agendamento | null;
  zone: string;
  words: AgendaWords;
  onClose: () => void;
}) {
  const [deed, setDeed] = useState<Deed | null>(null);
  const begin = (name: Deed["name"]) => (of: Agendamento) => {
    onClose();
    setDeed({ name, booking: of });
  };
  const end = (): void => setDeed(null);
  return (
    <>
      <PeekDialog
        booking={booking}
        words={words}
        onClose={onClose}
        onMove={begin("move")}
        onChangeSeries={begin("changeSeries")}
      />
      {deed?.name === "move" && <MoveDialog booking={deed.booking} zone={zone} onClose={end} />}
      {deed?.name === "changeSeries" && <ChangeSeriesDialog booking={deed.booking} zone={zone} onClose={end} />}
    </>
  );
}
