import { useEffect, useRef, useState } from "react";
import type { Agendamento, Estado } from "../agenda/queries";
import type { BoardColumn, ColumnName } from "../agenda/states";
import type * as Script from "./drag";

type Drag = typeof Script;
export type Held = Agendamento | null;

// Its script comes after the page's own: the buttons do all that dragging does.
let loading: Promise<Drag> | undefined;
const loadDrag = (): Promise<Drag> => (loading ??= import("./drag"));

/** What a card becomes in a column; null where the shop's rules do not let it. */
export function stepInto(booking: Agendamento, column: BoardColumn): Estado | null {
  if (column.states.includes(booking.status)) return null;
  return booking.proximos.includes(column.takes) ? column.takes : null;
}

/** Lets a card be taken by the mouse or a long touch. */
export function useCardDrag(booking: Agendamento, hold: (held: Held) => void) {
  const element = useRef<HTMLLIElement>(null);
  const latest = useRef(booking);
  useEffect(() => {
    latest.current = booking;
  }, [booking]);
  useEffect(() => {
    const card = element.current;
    if (!card) return undefined;
    let isGone = false;
    let stop: (() => void) | undefined;
    void loadDrag().then((drag) => {
      if (!isGone) stop = drag.takeable(card, () => latest.current, hold);
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, [hold]);
  return element;
}

/** Lets a column take cards. */
export function useColumnDrop(column: BoardColumn, onStep: (booking: Agendamento, state: Estado) => void) {
  const element = useRef<HTMLElement>(null);
  const [over, setOver] = useState<ColumnName | null>(null);
  useEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    let isGone = false;
    let stop: (() => void) | undefined;
    void loadDrag().then((drag) => {
      if (isGone) return;
      stop = drag.taking(target, {
        mayTake: (booking) => stepInto(booking, column) !== null,
        onOver: (isOver) => setOver(isOver ? column.name : null),
        onTake: (booking) => {
          const state = stepInto(booking, column);
          if (state) onStep(booking, state);
        },
      });
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, [column, onStep]);
  return { element, isOver: over === column.name };
}
