import { cx } from "@/components/cx";

const SWATCHES = [
  ["ground", "bg-ground text-ink"],
  ["surface", "bg-surface text-ink"],
  ["sunken", "bg-sunken text-ink-soft"],
  ["brand", "bg-brand text-on-brand"],
  ["brand-tint", "bg-brand-tint text-brand-strong"],
  ["glow", "bg-glow text-glow-tint"],
  ["glow-tint", "bg-glow-tint text-glow-ink"],
  ["ok-tint", "bg-ok-tint text-ok"],
  ["warn-tint", "bg-warn-tint text-warn"],
  ["danger", "bg-danger text-on-danger"],
  ["danger-tint", "bg-danger-tint text-danger"],
  ["info-tint", "bg-info-tint text-info"],
] as const;

/** Each ground with the text that stands on it. `glow` carries no text: it is for shapes. */
export function Swatches() {
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
      {SWATCHES.map(([name, look]) => (
        <li
          key={name}
          className={cx("flex h-20 items-end rounded-md border border-line p-3 text-sm font-semibold", look)}
        >
          {name === "glow" ? <span className="sr-only">{name}</span> : name}
        </li>
      ))}
    </ul>
  );
}
