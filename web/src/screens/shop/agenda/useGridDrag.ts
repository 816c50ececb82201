import { useEffect, useRef } from "react";
import type { Segment, Span } from "./grid";
import type * as Script from "./gridDrag";
import { mayMove, type Targets } from "./useTargets";

// Its script comes after the page's own: keys and the dialog do all that dragging does.
let loading: Promise<typeof Script> | undefined;
const loadDrag = (): Promise<typeof Script> => (loading ??= import("./gridDrag"));

/** The latest of something, for what the browser calls between two drawings. */
function useLatest<Value>(value: Value) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  return latest;
}

/** Lets a booking be taken by the mouse or a long touch. */
export function useSegmentDrag(segment: Segment, targets: Targets) {
  const element = useRef<HTMLButtonElement>(null);
  const latest = useLatest({ segment, targets });
  const isMovable = mayMove(segment.booking);
  useEffect(() => {
    const box = element.current;
    if (!box || !isMovable) return undefined;
    let isGone = false;
    let stop: (() => void) | undefined;
    void loadDrag().then((drag) => {
      if (!isGone)
        stop = drag.takeable(
          box,
          () => latest.current.segment,
          () => latest.current.targets.cancel(),
        );
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, [isMovable, latest]);
  return element;
}

/** Lets somebody's column take bookings; each quarter of an hour is a place. */
export function useColumnTarget(profissionalId: number, hours: Span, targets: Targets) {
  const element = useRef<HTMLDivElement>(null);
  const latest = useLatest({ hours, targets });
  useEffect(() => {
    const column = element.current;
    if (!column) return undefined;
    let isGone = false;
    let stop: (() => void) | undefined;
    void loadDrag().then((drag) => {
      if (isGone) return;
      stop = drag.taking(column, {
        profissionalId,
        from: () => latest.current.hours.from,
        aim: (target) => latest.current.targets.aim(target),
        drop: () => latest.current.targets.drop(),
      });
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, [profissionalId, latest]);
  return element;
}
