import { memo } from "react";
import { useTranslations } from "use-intl";
import { Box } from "@/components/Box";
import { cx } from "@/components/cx";
import { type Placed, type Span, STEP_MIN } from "./grid";
import { placeOf } from "./Hours";
import { ResizeHandle } from "./ResizeHandle";
import type { Agendamento, Estado } from "./queries";
import { lateness } from "./states";
import type { AgendaWords } from "./useAgendaWords";
import { useSegmentDrag } from "./useGridDrag";
import { useNow } from "./useNow";
import { mayMove, type Targets } from "./useTargets";

const LOOKS: Record<Estado, string> = {
  solicitado: "border-dashed bg-surface text-ink",
  agendado: "bg-info-tint text-ink",
  confirmado: "bg-info-tint text-ink",
  recebido: "bg-glow-tint text-ink",
  em_atendimento: "bg-brand-tint text-ink",
  pronto: "bg-ok-tint text-ink",
  entregue: "bg-sunken text-ink-soft",
  cancelado: "bg-sunken text-ink-soft",
  faltou: "bg-sunken text-ink-soft",
};

// Minutes: what is shorter could not be read.
const SHORTEST_SHOWN = 10;

/** One part of a booking on the grid: opens by click or Enter, moves by dragging or by Alt and arrows. */
export const SegmentBox = memo(function SegmentBox({
  segment,
  hours,
  words,
  color,
  targets,
  held,
  onPeek,
}: {
  segment: Placed;
  hours: Span;
  words: AgendaWords;
  color: string | null;
  targets: Targets;
  held: boolean;
  onPeek: (booking: Agendamento) => void;
}) {
  const t = useTranslations("agenda");
  const { booking, from, to, lane, lanes } = segment;
  const element = useSegmentDrag(segment, targets);
  const late = lateness(booking, useNow()) !== null;
  const item = booking.itens[segment.index];
  const isMovable = mayMove(booking);
  const isShort = to - from < 2 * STEP_MIN;
  return (
    <Box
      className={cx("absolute p-px", held && "opacity-40")}
      at={{
        ...placeOf({ from, to: Math.max(to, from + SHORTEST_SHOWN) }, hours),
        left: `${(lane / lanes) * 100}%`,
        width: `${100 / lanes}%`,
        "--tone": late ? undefined : (color ?? undefined),
      }}
    >
      <button
        ref={element}
        data-agendamento={booking.id}
        type="button"
        aria-keyshortcuts={isMovable ? "Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight" : undefined}
        onClick={() => onPeek(booking)}
        onKeyDown={(event) => targets.onKey(event, segment)}
        onBlur={() => held && targets.cancel()}
        className={cx(
          "flex h-full w-full cursor-pointer flex-col overflow-hidden rounded-sm border border-l-4 px-1.5 py-0.5 text-left text-xs leading-tight",
          LOOKS[booking.status],
          late ? "border-danger" : "border-line-strong border-l-[var(--tone,var(--color-line-strong))]",
          isMovable && "active:cursor-grabbing",
        )}
      >
        {/* What is seen is part of its name, in that order; who does not see it hears the rest. */}
        <span className="truncate font-bold">
          {booking.animal}
          {isShort && <span className="font-normal"> · {item?.servico}</span>}
          {late && <span className="ml-1 font-semibold text-danger">{t("late")}</span>}
          {booking.encaixe && <span className="ml-1 font-semibold">{t("mark.encaixe")}</span>}
        </span>
        {!isShort && <span className="truncate">{item?.servico}</span>}
        <span className={cx("truncate", isShort ? "sr-only" : "text-ink-soft")}>{booking.cliente}</span>
        <span className="sr-only">
          {item && words.span(item)}, {words.state(booking.status)}
        </span>
      </button>
      {isMovable && booking.itens.length === 1 && <ResizeHandle segment={segment} targets={targets} />}
    </Box>
  );
});
