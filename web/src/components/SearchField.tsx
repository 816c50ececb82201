import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { cx } from "./cx";

const PAUSE_MS = 220;
// The API takes no longer ones.
export const LONGEST_SEARCH = 100;

/** Search as one types: `onSearch` is told when the fingers rest, and at once on Enter; or, not `asTyped`, on Enter alone. */
export function SearchField({
  label,
  placeholder,
  value,
  onSearch,
  asTyped = true,
  className,
}: {
  label: string;
  placeholder?: string;
  value: string;
  onSearch: (text: string) => void;
  asTyped?: boolean;
  className?: string;
}) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    // Somebody else cleared or changed the search: follow.
    setKnown(value);
    setText(value);
  }
  useEffect(() => {
    if (!asTyped || text === value) return undefined;
    const timer = setTimeout(() => onSearch(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [asTyped, text, value, onSearch]);
  return (
    <form
      role="search"
      className={cx("relative w-full max-w-md", className)}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text);
      }}
    >
      <Search aria-hidden className="pointer-events-none absolute top-3 left-4 size-5 text-ink-soft" />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        maxLength={LONGEST_SEARCH}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="min-h-11 w-full rounded-full border border-line-strong bg-surface pr-4 pl-12 placeholder:text-ink-soft"
      />
    </form>
  );
}
