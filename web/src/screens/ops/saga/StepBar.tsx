import { cx } from "@/components/cx";
import { onScale, pace } from "./pace";

/** How long a step took, between marks where half and nearly all end. Decorative: the figures stand beside it. */
export function StepBar({ took, p50, p95 }: { took: number | null; p50: number; p95: number }) {
  const at = onScale(took, p50, p95);
  return (
    <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="mt-2 h-3 w-full">
      <rect width="100" height="4" y="2" rx="1" className="fill-sunken" />
      <rect
        width={at.took}
        height="4"
        y="2"
        rx="1"
        className={cx(pace(took, p95) === "slow" ? "fill-warn" : "fill-brand")}
      />
      <rect x={at.p50} width="0.6" height="8" className="fill-ink-soft" />
      <rect x={at.p95} width="0.6" height="8" className="fill-ink" />
    </svg>
  );
}
