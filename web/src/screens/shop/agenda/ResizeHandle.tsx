import { type PointerEvent, useRef } from "react";
import { type Placed, snapped, STEP_MIN } from "./grid";
import { PX_PER_MIN } from "./Hours";
import { targetOf, type Targets } from "./useTargets";

/** The lower edge, to be drawn by the mouse; keys and touch have Shift and the dialog. */
export function ResizeHandle({ segment, targets }: { segment: Placed; targets: Targets }) {
  const start = useRef<number | null>(null);
  const onMove = (event: PointerEvent): void => {
    if (start.current === null) return;
    const longer = (event.clientY - start.current) / PX_PER_MIN;
    const end = Math.max(segment.from + STEP_MIN, snapped(segment.to + longer));
    targets.aim({ ...targetOf(segment), minutes: end - segment.from });
  };
  return (
    <div
      aria-hidden
      data-resize
      className="absolute inset-x-2 bottom-0 h-2 cursor-ns-resize touch-none max-md:hidden"
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = event.clientY;
      }}
      onPointerMove={onMove}
      onPointerUp={() => {
        if (start.current === null) return;
        start.current = null;
        targets.drop();
      }}
      onPointerCancel={() => {
        start.current = null;
        targets.cancel();
      }}
    />
  );
}
