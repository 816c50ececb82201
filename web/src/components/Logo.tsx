import { cx } from "./cx";

export const BRAND = "Focinho";

/** The snout. Decorative: the name stands beside it or in the link's label. */
export function Snout({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden className={cx("size-9", className)}>
      <rect width="64" height="64" rx="18" className="fill-brand" />
      <g className="fill-ground stroke-ground">
        <path d="M17 25c0-6 7-9 15-9s15 3 15 9c0 7-8 13-15 13s-15-6-15-13z" stroke="none" />
        <path d="M32 38v6m0 0c-2 5-10 6-13 1m13-1c2 5 10 6 13 1" fill="none" strokeWidth="4.5" strokeLinecap="round" />
      </g>
      <ellipse cx="26" cy="22.5" rx="4" ry="2.4" className="fill-glow" />
    </svg>
  );
}

/** Snout and name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cx("inline-flex items-center gap-2.5 font-display text-2xl font-bold tracking-tight", className)}>
      <Snout />
      {BRAND}
    </span>
  );
}
