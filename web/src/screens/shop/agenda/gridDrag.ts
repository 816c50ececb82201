// Dragging on the grid by the platform's own drag and drop, through a library that knows how browsers differ.
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { disableNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/element/disable-native-drag-preview";
import { type Segment, snapped, type Target } from "./grid";
import { PX_PER_MIN } from "./Hours";
import { targetOf } from "./useTargets";

type Held = { segment: Segment; grabbedAt: number };
const HELD = "held";

function heldOf(data: Record<string | symbol, unknown>): Held | null {
  return (data[HELD] as Held | undefined) ?? null;
}

/** Makes `element` a booking that can be taken; answers how to stop. */
export function takeable(element: HTMLElement, segment: () => Segment, onEnd: () => void): () => void {
  return draggable({
    element,
    getInitialData: ({ input }) => {
      const held: Held = { segment: segment(), grabbedAt: input.clientY - element.getBoundingClientRect().top };
      return { [HELD]: held };
    },
    // The box that shows where it would stand is the preview.
    onGenerateDragPreview: ({ nativeSetDragImage }) => disableNativeDragPreview({ nativeSetDragImage }),
    onDrop: ({ location }) => {
      if (location.current.dropTargets.length === 0) onEnd();
    },
  });
}

/** Makes `element` a column of places; answers how to stop. */
export function taking(
  element: HTMLElement,
  options: {
    profissionalId: number;
    /** The minute at its upper edge. */
    from: () => number;
    aim: (target: Target) => void;
    drop: () => void;
  },
): () => void {
  const aimAt = (data: Record<string | symbol, unknown>, clientY: number): void => {
    const held = heldOf(data);
    if (!held) return;
    const y = clientY - held.grabbedAt - element.getBoundingClientRect().top;
    const from = Math.max(0, snapped(options.from() + y / PX_PER_MIN));
    options.aim({ ...targetOf(held.segment), profissionalId: options.profissionalId, from });
  };
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => heldOf(source.data) !== null,
    onDragEnter: ({ source, location }) => aimAt(source.data, location.current.input.clientY),
    onDrag: ({ source, location }) => aimAt(source.data, location.current.input.clientY),
    onDrop: () => options.drop(),
  });
}
