import { Box, type Geometry } from "@/components/Box";
import type { Span } from "./grid";

/** A quarter of an hour is 24 px: enough for a finger to hit, and for a day to fit two screens. */
export const PX_PER_MIN = 1.6;
export const HEAD_CLASS = "h-12";
/** The height of a column's name. */
const HEAD_PX = 48;

/** Where a span stands in a column, or below its head. */
export function placeOf(span: Span, hours: Span, { underHead = false }: { underHead?: boolean } = {}): Geometry {
  return {
    top: `${(span.from - hours.from) * PX_PER_MIN + (underHead ? HEAD_PX : 0)}px`,
    height: `${(span.to - span.from) * PX_PER_MIN}px`,
  };
}

/** As high as all the hours. */
export function heightOf(hours: Span): Geometry {
  return { height: `${(hours.to - hours.from) * PX_PER_MIN}px` };
}

/** The clock at the left edge. */
export function Hours({ hours }: { hours: Span }) {
  const marks = Array.from({ length: (hours.to - hours.from) / 60 }, (_, index) => hours.from / 60 + index);
  return (
    <div aria-hidden className="sticky left-0 z-30 w-14 shrink-0 border-r border-line bg-surface">
      <div className={`${HEAD_CLASS} sticky top-0 z-30 border-b border-line bg-surface`} />
      <Box className="relative" at={heightOf(hours)}>
        {marks.map((hour) => (
          <Box
            key={hour}
            className="absolute right-2 pt-0.5 text-xs text-ink-soft tabular-nums"
            at={placeOf({ from: hour * 60, to: hour * 60 + 60 }, hours)}
          >
            {String(hour).padStart(2, "0")}:00
          </Box>
        ))}
      </Box>
    </div>
  );
}
