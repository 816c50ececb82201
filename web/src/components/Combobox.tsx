import { CircleAlert } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from "react";
import { cx } from "./cx";

type Props<Item> = {
  label: string;
  placeholder?: string;
  error?: string | undefined;
  /** What stands in the field. */
  text: string;
  onText: (text: string) => void;
  items: Item[];
  /** The items answer an earlier text: they are seen, but Enter waits for those of this one. */
  stale?: boolean;
  keyOf: (item: Item) => string | number;
  isChosen: (item: Item) => boolean;
  onPick: (item: Item) => void;
  /** The list is left without a choice. */
  onLeave: () => void;
  /** What there is to say when no item says it: nothing found, or no answer. */
  status?: string | null;
  ref?: Ref<HTMLInputElement>;
  children: (item: Item) => ReactNode;
};

/**
 * A choice out of many, found as one types (the ARIA combobox with a list): arrow keys move, Enter takes, Escape closes.
 * Of our own: a library's weighs 60 kB at first load.
 */
export function Combobox<Item>(props: Props<Item>) {
  const { label, placeholder, error, text, items, stale = false, status, ref, onText, onPick, onLeave } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [hasty, setHasty] = useState(false);
  const active = open && !stale ? items[Math.min(at, items.length - 1)] : undefined;
  const close = (): void => {
    setOpen(false);
    setAt(0);
    setHasty(false);
  };
  const take = (item: Item): void => {
    onPick(item);
    close();
  };
  useEffect(() => {
    // Fingers were faster than the search.
    const timer = hasty && active ? setTimeout(() => take(active)) : undefined;
    return () => clearTimeout(timer);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      setAt(open ? (Math.min(at, items.length - 1) + step + items.length) % items.length : 0);
      setOpen(true);
    } else if (event.key === "Enter" && open) {
      // Enter takes what is marked; it sends the form only when the list is closed.
      event.preventDefault();
      if (active) take(active);
      else setHasty(stale);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    }
  };
  return (
    <div className="relative flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <input
        id={id}
        ref={ref}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={active && optionId(id, props.keyOf(active))}
        aria-invalid={Boolean(error)}
        aria-describedby={error ? `${id}-error` : undefined}
        autoComplete="off"
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setAt(0);
          setHasty(false);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          close();
          onLeave();
        }}
        className={cx(
          "min-h-11 w-full rounded-md border bg-surface px-3.5 placeholder:text-ink-soft/70 hover:border-ink-soft",
          error ? "border-danger" : "border-line-strong",
        )}
      />
      <div
        className={cx(
          "absolute inset-x-0 top-full z-30 mt-1.5 max-h-80 overflow-y-auto rounded-lg border border-line bg-raised p-1.5 shadow-far",
          (!open || (items.length === 0 && !status)) && "hidden",
        )}
      >
        <p role="status" className="px-3 py-2 text-sm text-ink-soft empty:hidden">
          {open && status}
        </p>
        <div id={`${id}-list`} role="listbox" aria-label={label}>
          {items.map((item) => (
            <OptionLine
              key={props.keyOf(item)}
              id={optionId(id, props.keyOf(item))}
              marked={item === active}
              chosen={props.isChosen(item)}
              onPick={() => take(item)}
            >
              {props.children(item)}
            </OptionLine>
          ))}
        </div>
      </div>
      <p id={`${id}-error`} aria-live="polite" className="flex gap-1.5 text-sm font-medium text-danger empty:hidden">
        {error && (
          <>
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>{error}</span>
          </>
        )}
      </p>
    </div>
  );
}

function OptionLine({
  id,
  marked,
  chosen,
  onPick,
  children,
}: {
  id: string;
  marked: boolean;
  chosen: boolean;
  onPick: () => void;
  children: ReactNode;
}) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (marked) line.current?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  return (
    // The field keeps the focus: losing it to a press would close the list before the click.
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      onKeyDown={(event) => event.key === "Enter" && onPick()}
      className={cx(
        "flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 py-1.5 hover:bg-sunken",
        marked && "bg-brand-tint text-brand-strong",
      )}
    >
      {children}
    </div>
  );
}

function optionId(list: string, key: string | number): string {
  return `${list}-${key}`;
}
