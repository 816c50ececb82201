import { CircleCheck, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { Box } from "@/components/Box";
import { cx } from "@/components/cx";
import { momentAt } from "./clock";
import type { Span } from "./grid";
import { placeOf } from "./Hours";
import type { Dia } from "./queries";
import type { AgendaWords } from "./useAgendaWords";
import type { Ghost } from "./useTargets";

/** Where it would stand, and whether it may: said before it is let go. */
export function GhostBox({ ghost, hours, words, day }: { ghost: Ghost; hours: Span; words: AgendaWords; day: Dia }) {
  const at = (minute: number): Date => momentAt(day.data, minute, day.timezone);
  const Icon = ghost.conflict ? TriangleAlert : CircleCheck;
  const { top, height } = placeOf({ from: ghost.from, to: ghost.from + ghost.minutes }, hours);
  const box = useRef<HTMLDivElement>(null);
  const { byKey, from, minutes, profissionalId } = ghost;
  useEffect(() => {
    if (byKey) box.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [byKey, from, minutes, profissionalId]);
  return (
    <Box
      ref={box}
      aria-hidden
      data-ghost={ghost.conflict ? ghost.conflict.kind : "free"}
      className={cx(
        "pointer-events-none absolute scroll-mt-14 scroll-mb-4 scroll-ml-16 inset-x-0.5 z-10 rounded-sm border-2 px-1.5 py-1 text-xs font-semibold shadow-far",
        ghost.conflict ? "border-danger bg-danger-tint text-danger" : "border-brand bg-brand-tint text-brand-strong",
      )}
      at={{ top, "min-height": height }}
    >
      <span className="flex items-start gap-1">
        <Icon className="size-4 shrink-0" />
        <span className="min-w-0">
          {words.span({ inicio: at(ghost.from), fim: at(ghost.from + ghost.minutes) })}
          {ghost.conflict && <span className="block font-medium">{ghost.text.split(". ").slice(1).join(". ")}</span>}
        </span>
      </span>
    </Box>
  );
}
