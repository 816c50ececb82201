// Dragging by the platform's own drag and drop, through a library that knows how browsers differ.
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import type { Agendamento } from "../agenda/queries";

const BOOKING = "booking";

function bookingOf(data: Record<string | symbol, unknown>): Agendamento | null {
  return (data[BOOKING] as Agendamento | undefined) ?? null;
}

/** Makes `element` a card that can be taken; answers how to stop. */
export function takeable(
  element: HTMLElement,
  booking: () => Agendamento,
  hold: (held: Agendamento | null) => void,
): () => void {
  return draggable({
    element,
    getInitialData: () => ({ [BOOKING]: booking() }),
    onDragStart: () => hold(booking()),
    onDrop: () => hold(null),
  });
}

/** Makes `element` a place for cards; answers how to stop. */
export function taking(
  element: HTMLElement,
  options: {
    mayTake: (booking: Agendamento) => boolean;
    onOver: (isOver: boolean) => void;
    onTake: (booking: Agendamento) => void;
  },
): () => void {
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => {
      const booking = bookingOf(source.data);
      return booking !== null && options.mayTake(booking);
    },
    onDragEnter: () => options.onOver(true),
    onDragLeave: () => options.onOver(false),
    onDrop: ({ source }) => {
      options.onOver(false);
      const booking = bookingOf(source.data);
      if (booking) options.onTake(booking);
    },
  });
}
