const BUBBLES = [
  { x: 536, y: 300, r: 5 },
  { x: 502, y: 258, r: 13 },
  { x: 528, y: 222, r: 8 },
  { x: 506, y: 198, r: 5 },
] as const;

/** Soap bubbles after a bath. */
export function Bubbles() {
  return BUBBLES.map(({ x, y, r }) => (
    <g key={`${x}-${y}`}>
      <circle cx={x} cy={y} r={r} className="fill-info-tint stroke-info stroke-[1.5]" />
      <path
        d={`M${x - r * 0.5} ${y - r * 0.1}a${r * 0.5} ${r * 0.5} 0 0 1 ${r * 0.4} -${r * 0.45}`}
        className="fill-none stroke-surface stroke-2 [stroke-linecap:round]"
      />
    </g>
  ));
}
