import type { ReactNode } from "react";
import { useFormatter } from "use-intl";
import { cx } from "@/components/cx";

const SHOUT = "aria-pressed:border-danger aria-pressed:bg-danger-tint aria-pressed:text-danger";
const CALM = "aria-pressed:border-brand aria-pressed:bg-brand-tint aria-pressed:text-brand-strong";

/** Filters with their numbers, side by side. */
export function CountButtons({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      {children}
    </div>
  );
}

/** One filter: what it lets through and how many of those there are. `shouts`: any of them is trouble. */
export function CountButton({
  code,
  name,
  count,
  isCapped = false,
  icon,
  shouts = false,
  pressed,
  onPress,
}: {
  code: string;
  name: string;
  count: number | undefined;
  /** Nobody counted further. */
  isCapped?: boolean;
  icon: ReactNode;
  shouts?: boolean;
  pressed: boolean;
  onPress: () => void;
}) {
  const format = useFormatter();
  return (
    <button
      type="button"
      title={code}
      aria-pressed={pressed}
      onClick={onPress}
      className={cx(
        "flex min-h-11 cursor-pointer items-center gap-1.5 rounded-md border px-2 py-1.5 text-left transition-colors",
        "hyphens-auto sm:gap-2 sm:px-3",
        "hover:border-brand",
        shouts && Boolean(count) ? "border-danger text-danger" : "border-line-strong/60 bg-surface",
        shouts ? SHOUT : CALM,
      )}
    >
      {icon}
      <span className="text-sm leading-tight font-medium max-sm:flex-1">{name}</span>
      <span className="font-display text-lg font-bold tabular-nums">
        {count === undefined ? "–" : format.number(count)}
        {isCapped && "+"}
      </span>
    </button>
  );
}
