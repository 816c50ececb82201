import { memo, type MouseEvent, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { Box } from "@/components/Box";
import { cx } from "@/components/cx";
import { clockText } from "./clock";
import { GhostBox } from "./GhostBox";
import { gapsOf, inLanes, type Segment, type Span, spansOf, STEP_MIN } from "./grid";
import { HEAD_CLASS, heightOf, placeOf, PX_PER_MIN } from "./Hours";
import type { Agendamento, Coluna, Dia } from "./queries";
import { SegmentBox } from "./SegmentBox";
import type { AgendaWords } from "./useAgendaWords";
import { useColumnTarget } from "./useGridDrag";
import type { Targets } from "./useTargets";

/** Somebody's day: when they work, what they have, and room to book. */
export const DayColumn = memo(function DayColumn({
  day,
  column,
  segments,
  hours,
  words,
  targets,
  onWish,
  onPeek,
}: {
  day: Dia;
  column: Coluna;
  segments: Segment[];
  hours: Span;
  words: AgendaWords;
  targets: Targets;
  onWish: (profissionalId: number, minute: number) => void;
  onPeek: (booking: Agendamento) => void;
}) {
  const placed = useMemo(
    () => inLanes(segments.filter(({ profissionalId }) => profissionalId === column.id)),
    [segments, column.id],
  );
  const gaps = useMemo(() => gapsOf(hours, spansOf(day, column.expediente)), [hours, day, column.expediente]);
  const blocks = useMemo(() => spansOf(day, column.bloqueios), [day, column.bloqueios]);
  const target = useColumnTarget(column.id, hours, targets);
  const { ghost } = targets;
  return (
    <section aria-label={column.nome} className="w-36 flex-1 border-r border-line last:border-r-0 sm:min-w-36">
      <h2
        className={cx(
          HEAD_CLASS,
          "sticky top-0 z-20 flex items-center gap-2 truncate border-b border-line bg-surface px-3 font-bold",
        )}
      >
        <Box
          as="span"
          aria-hidden
          className="size-3 shrink-0 rounded-full bg-brand"
          at={{ "background-color": column.cor ?? undefined }}
        />
        <span className="truncate">{column.nome}</span>
      </h2>
      <Box
        ref={target}
        data-profissional={column.id}
        className="relative bg-[repeating-linear-gradient(to_bottom,var(--color-line)_0_1px,transparent_1px_24px)]"
        at={heightOf(hours)}
      >
        <EmptyRange hours={hours} onWish={(minute) => onWish(column.id, minute)} />
        {gaps.map((gap) => (
          <Shade key={gap.from} span={gap} hours={hours} />
        ))}
        {blocks.map((block, index) => (
          <Shade
            key={column.bloqueios[index]?.id}
            span={block}
            hours={hours}
            isBlock
            why={column.bloqueios[index]?.motivo}
          />
        ))}
        {placed.map((segment) => (
          <SegmentBox
            key={`${segment.booking.id}-${segment.index}`}
            segment={segment}
            hours={hours}
            words={words}
            color={column.cor}
            targets={targets}
            held={ghost?.booking.id === segment.booking.id}
            onPeek={onPeek}
          />
        ))}
        {ghost?.profissionalId === column.id && <GhostBox ghost={ghost} hours={hours} words={words} day={day} />}
      </Box>
    </section>
  );
});

/** Free time: a click books from there. Keys and screen readers have the button above the grid. */
function EmptyRange({ hours, onWish }: { hours: Span; onWish: (minute: number) => void }) {
  const [at, setAt] = useState<number | null>(null);
  const minuteOf = (event: MouseEvent<HTMLElement>): number => {
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
    return hours.from + Math.floor(y / PX_PER_MIN / STEP_MIN) * STEP_MIN;
  };
  return (
    <div
      role="presentation"
      data-empty
      className="absolute inset-0 cursor-cell"
      onMouseMove={(event) => setAt(minuteOf(event))}
      onMouseLeave={() => setAt(null)}
      onClick={(event) => onWish(minuteOf(event))}
    >
      {at !== null && (
        <Box
          aria-hidden
          className="pointer-events-none absolute inset-x-1 flex items-center rounded-sm border border-dashed border-brand bg-brand-tint px-2 text-xs font-semibold text-brand-strong"
          at={placeOf({ from: at, to: at + STEP_MIN }, hours)}
        >
          + {clockText(at)}
        </Box>
      )}
    </div>
  );
}

function Shade({
  span,
  hours,
  isBlock = false,
  why,
}: {
  span: Span;
  hours: Span;
  isBlock?: boolean;
  why?: string | null | undefined;
}) {
  const t = useTranslations("agenda");
  return (
    <Box
      className={cx(
        "pointer-events-none absolute inset-x-0 overflow-hidden px-2 py-1 text-xs text-ink-soft",
        isBlock
          ? "bg-[repeating-linear-gradient(45deg,var(--color-sunken)_0_6px,var(--color-line)_6px_8px)]"
          : "bg-sunken/80",
      )}
      at={placeOf(span, hours)}
    >
      {isBlock && <span className="rounded-sm bg-surface px-1.5 py-0.5">{why ?? t("blocked")}</span>}
    </Box>
  );
}
