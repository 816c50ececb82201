/** Four toes and a pad around (x, y). */
export function Paw({ x, y, scale = 1, className }: { x: number; y: number; scale?: number; className?: string }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`} className={className}>
      <ellipse cx="-14" cy="-4" rx="5" ry="7" transform="rotate(-24 -14 -4)" />
      <ellipse cx="-5" cy="-13" rx="5.4" ry="7.6" transform="rotate(-6 -5 -13)" />
      <ellipse cx="5" cy="-13" rx="5.4" ry="7.6" transform="rotate(6 5 -13)" />
      <ellipse cx="14" cy="-4" rx="5" ry="7" transform="rotate(24 14 -4)" />
      <path d="M0-3c7 0 12 6 12 12 0 5-4 7-7 6-3-1-7-1-10 0-3 1-7-1-7-6 0-6 5-12 12-12z" />
    </g>
  );
}
