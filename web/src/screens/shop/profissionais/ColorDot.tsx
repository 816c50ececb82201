import { cx } from "@/components/cx";

/** A person's colour; an empty ring for who has none. Never alone: it stands beside their name. */
export function ColorDot({ cor, className }: { cor: string; className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className={cx("size-5 shrink-0", className)}>
      {/* An attribute, not a style: the page's policy blocks those, and a shop may have any colour. */}
      <circle
        cx="10"
        cy="10"
        r="8"
        fill={cor || "none"}
        strokeWidth="2"
        className={cor ? undefined : "stroke-line-strong"}
      />
    </svg>
  );
}
