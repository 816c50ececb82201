import { cx } from "./cx";

/** On or off, at once: for what needs no "save". `label` names what it switches, not its state. */
export function Switch({
  label,
  on,
  onSwitch,
  busy = false,
  className,
}: {
  label: string;
  on: boolean;
  onSwitch: (on: boolean) => void;
  busy?: boolean;
  className?: string;
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      aria-busy={busy}
      onClick={() => !busy && onSwitch(!on)}
      className={cx("group inline-flex min-h-11 cursor-pointer items-center rounded-full px-1", className)}
    >
      <span className="flex h-7 w-12 items-center rounded-full border-2 border-line-strong bg-sunken p-0.5 transition-colors group-aria-checked:border-brand group-aria-checked:bg-brand">
        <span className="size-5 rounded-full bg-line-strong transition-transform duration-150 group-aria-checked:translate-x-5 group-aria-checked:bg-on-brand" />
      </span>
    </button>
  );
}
