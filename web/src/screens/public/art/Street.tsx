import { cx } from "@/components/cx";
import { Paw } from "./Paw";

const HOUSES = [
  { x: 14, label: "mimos", wall: "fill-surface", roof: "fill-glow", door: "fill-brand" },
  { x: 184, label: "pet-feliz", wall: "fill-raised", roof: "fill-brand", door: "fill-glow" },
  { x: 354, label: "au-au", wall: "fill-surface", roof: "fill-info", door: "fill-danger" },
] as const;

/** Three shops in a street, each with its own fence, lock and name. Decorative. */
export function Street() {
  return (
    <svg viewBox="0 0 520 330" aria-hidden className="h-auto w-full">
      <rect x="0" y="288" width="520" height="14" rx="7" className="fill-brand opacity-25" />
      {HOUSES.map((house, index) => (
        <g key={house.label} transform={`translate(${house.x} ${index === 1 ? 0 : 26})`}>
          <House {...house} tall={index === 1} />
        </g>
      ))}
    </svg>
  );
}

function House({ label, wall, roof, door, tall }: (typeof HOUSES)[number] & { tall: boolean }) {
  const foot = tall ? 294 : 268;
  return (
    <>
      <path
        d={`M76 20L146 84v${foot - 84}H6V84z`}
        className={cx(wall, "stroke-line stroke-2 [stroke-linejoin:round]")}
      />
      <path d="M76 6L152 76l-9 14L76 30 9 90 0 76z" className={roof} />
      <rect x="18" y="106" width="116" height="34" rx="10" className="fill-ink" />
      <text x="76" y="129" textAnchor="middle" className="fill-ground font-display text-[19px] font-bold">
        {label}
      </text>
      <rect x="48" y={foot - 108} width="56" height="108" rx="10" className={door} />
      <Paw x={76} y={foot - 76} scale={0.75} className="fill-raised" />
      <g transform={`translate(76 ${foot - 40})`}>
        <rect x="-11" y="-6" width="22" height="18" rx="5" className="fill-ink" />
        <path d="M-6-6v-4a6 6 0 0 1 12 0v4" className="fill-none stroke-ink stroke-[3.500]" />
        <circle cx="0" cy="3" r="2.500" className="fill-glow" />
      </g>
    </>
  );
}
