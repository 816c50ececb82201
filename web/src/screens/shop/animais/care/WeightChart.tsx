import { useId } from "react";
import { useTranslations } from "use-intl";
import { useAnimalWords } from "../useAnimalWords";
import { type Box, chartOf } from "./chart";
import type { Weight } from "./queries";

const BOX: Box = { width: 340, height: 190, left: 52, right: 12, top: 12, bottom: 30 };

/** The weights as a line over time; `weights` from the first to the last. The table beside it says the same. */
export function WeightChart({ nome, weights }: { nome: string; weights: Weight[] }) {
  const t = useTranslations("animal.weights");
  const words = useAnimalWords();
  const id = useId();
  const [first, last] = [weights[0], weights.at(-1)];
  if (!first || !last) return null;
  const { dots, ticks } = chartOf(weights, BOX);
  const floor = BOX.height - BOX.bottom;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-desc`}
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      className="h-auto w-full max-w-md"
    >
      <title id={`${id}-title`}>{t("chartTitle", { nome })}</title>
      <desc id={`${id}-desc`}>
        {t("chartDesc", {
          count: weights.length,
          from: words.date(first.medido_em),
          first: words.weight(first.peso),
          to: words.date(last.medido_em),
          last: words.weight(last.peso),
        })}
      </desc>
      <g aria-hidden>
        {ticks.map(({ y, kilos }) => (
          <g key={kilos}>
            <line x1={BOX.left} x2={BOX.width - BOX.right} y1={y} y2={y} className="stroke-line" />
            <text x={BOX.left - 8} y={y + 4} textAnchor="end" className="fill-ink-soft text-xs">
              {words.weight(String(kilos))}
            </text>
          </g>
        ))}
        <polyline
          points={dots.map(({ x, y }) => `${x},${y}`).join(" ")}
          className="fill-none stroke-brand"
          strokeWidth={2.5}
          strokeLinejoin="round"
        />
        {dots.map(({ x, y }, index) => (
          <circle key={index} cx={x} cy={y} r={4} className="fill-surface stroke-brand" strokeWidth={2.5} />
        ))}
        <text x={BOX.left} y={floor + 20} className="fill-ink-soft text-xs">
          {words.date(first.medido_em)}
        </text>
        {first.medido_em !== last.medido_em && (
          <text x={BOX.width - BOX.right} y={floor + 20} textAnchor="end" className="fill-ink-soft text-xs">
            {words.date(last.medido_em)}
          </text>
        )}
      </g>
    </svg>
  );
}
