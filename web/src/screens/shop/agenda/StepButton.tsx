import { type ReactElement, type ReactNode, useEffect, useState } from "react";
import { Button, type ButtonLook } from "@/components/Button";
import type { Agendamento, Estado } from "./queries";
import { mainStep } from "./states";
import type { AgendaWords } from "./useAgendaWords";

// A wet finger bounces: the second tap would fall on the next step, which has come under it.
const BOUNCE_MS = 1000;

/** The one step that most people will want next; deaf for a moment after each step, null where there is none. */
export function StepButton({
  booking,
  words,
  onStep,
  named = false,
  frame = (button) => button,
  ...look
}: ButtonLook & {
  booking: Agendamento;
  words: AgendaWords;
  onStep: (booking: Agendamento, state: Estado) => void;
  /** Whether it says the animal to who does not see whose card it is on. */
  named?: boolean;
  /** What stands around it, and goes with it. */
  frame?: (button: ReactElement) => ReactNode;
}) {
  const isDeaf = useDeafAfter(booking.status);
  const next = mainStep(booking);
  if (!next) return null;
  return frame(
    <Button {...look} aria-disabled={isDeaf} onClick={() => !isDeaf && onStep(booking, next)}>
      {words.step(next)}
      {named && <span className="sr-only">{booking.animal}</span>}
    </Button>,
  );
}

function useDeafAfter(status: Estado): boolean {
  const [heard, setHeard] = useState(status);
  useEffect(() => {
    if (heard === status) return undefined;
    const timer = setTimeout(() => setHeard(status), BOUNCE_MS);
    return () => clearTimeout(timer);
  }, [heard, status]);
  return heard !== status;
}
