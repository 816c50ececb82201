import type { ReactNode } from "react";
import { cx } from "./cx";

const TONES = {
  neutral: "bg-sunken text-ink-soft",
  brand: "bg-brand-tint text-brand-strong",
  glow: "bg-glow-tint text-glow-ink",
  ok: "bg-ok-tint text-ok",
  warn: "bg-warn-tint text-warn",
  danger: "bg-danger-tint text-danger",
  info: "bg-info-tint text-info",
} as const;
export type Tone = keyof typeof TONES;

/** A word about a state; the icon keeps it from being told by colour alone. */
export function Badge({ tone = "neutral", icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-semibold whitespace-nowrap",
        "[&_svg]:size-4",
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
