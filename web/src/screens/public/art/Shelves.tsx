/** What stands in the window: shampoo, food, a ball, and the cat who watches over it. */
export function Shelves() {
  return (
    <g>
      <rect x="96" y="228" width="160" height="6" rx="3" className="fill-brand-strong" />
      <Bottle x={106} className="fill-glow" />
      <Bottle x={128} className="fill-brand" />
      <Bottle x={150} className="fill-info" />
      <g>
        <rect x="186" y="190" width="34" height="38" rx="5" className="fill-danger" />
        <rect x="191" y="200" width="24" height="16" rx="4" className="fill-raised" />
        <rect x="226" y="200" width="22" height="28" rx="5" className="fill-ok" />
        <circle cx="237" cy="214" r="6" className="fill-raised" />
      </g>
      <circle cx="116" cy="285" r="15" className="fill-danger" />
      <path d="M103 279c9 3 17 3 26 0M103 291c9-3 17-3 26 0" className="fill-none stroke-raised stroke-2" />
      <Cat />
    </g>
  );
}

function Bottle({ x, className }: { x: number; className: string }) {
  return (
    <g className={className}>
      <rect x={x} y="200" width="16" height="28" rx="5" />
      <rect x={x + 5} y="191" width="6" height="9" rx="2" className="fill-line-strong" />
      <rect x={x + 3} y="208" width="10" height="9" rx="2" className="fill-raised" />
    </g>
  );
}

function Cat() {
  return (
    <g>
      <path d="M150 300c-2-24 12-38 32-38s42 12 42 38z" className="fill-ink-soft" />
      <path d="M222 296c16 2 26-6 24-18" className="fill-none stroke-ink-soft stroke-[9] [stroke-linecap:round]" />
      <circle cx="172" cy="264" r="19" className="fill-ink-soft" />
      <path d="M155 256l2-20 14 12zM189 256l-2-20-14 12z" className="fill-ink-soft" />
      <path d="M160 264q4 4 8 0M177 264q4 4 8 0" className="fill-none stroke-ground stroke-2 [stroke-linecap:round]" />
      <path d="M169 271h7l-3.500 4z" className="fill-glow" />
    </g>
  );
}
