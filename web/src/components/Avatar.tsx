import type { ReactNode } from "react";
import { cx } from "./cx";

const TONES = [
  "bg-brand-tint text-brand-strong",
  "bg-glow-tint text-glow-ink",
  "bg-info-tint text-info",
  "bg-ok-tint text-ok",
];

/** Initials on a colour that is always the same for the same name; or a picture given. Decorative. */
export function Avatar({ name, children, size = "md" }: { name: string; children?: ReactNode; size?: "md" | "lg" }) {
  return (
    <span
      aria-hidden
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-full font-bold",
        size === "lg" ? "size-16 text-xl [&_svg]:size-8" : "size-11 [&_svg]:size-6",
        TONES[toneOf(name)],
      )}
    >
      {children ?? initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first, last] = [words[0] ?? "", words.length > 1 ? (words.at(-1) ?? "") : ""];
  return ((Array.from(first)[0] ?? "?") + (Array.from(last)[0] ?? "")).toUpperCase();
}

function toneOf(name: string): number {
  return Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % TONES.length;
}
