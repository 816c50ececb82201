import { useId } from "react";

/** One of a list's filters as a choice; `any` lets everything through. */
export function FilterSelect<Value extends string>({
  label,
  any,
  options,
  value,
  onChange,
}: {
  label: string;
  any: string;
  options: readonly { value: Value; text: string }[];
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}) {
  const id = useId();
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <label htmlFor={id} className="shrink-0 text-sm text-ink-soft">
        {label}
      </label>
      <select
        id={id}
        value={value ?? ""}
        onChange={(event) => onChange(options.find((one) => one.value === event.target.value)?.value)}
        className="min-h-11 min-w-0 rounded-full border border-line-strong bg-surface px-4"
      >
        <option value="">{any}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
    </span>
  );
}
