import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from "react";
import { cx } from "./cx";

export type Option = { value: string; label: string; hint?: string; icon?: ReactNode };

/** One of a few as chips: quicker than a list on the bench, arrow keys move between them. */
export function ChoiceField({
  label,
  options,
  error,
  optional,
  picked,
  after,
  ...rest
}: {
  label: string;
  options: Option[];
  error?: string | undefined;
  optional?: string;
  /** Which one is chosen, where no form's `register` says it. */
  picked?: string;
  /** What else stands among the chips: a way to more of them. */
  after?: ReactNode;
} & Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "value"> & { ref?: Ref<HTMLInputElement> }) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-semibold">
        {label}
        {optional && <span className="ml-1.5 text-sm font-normal text-ink-soft">{optional}</span>}
      </legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label key={option.value} className="relative cursor-pointer">
            <input
              {...rest}
              {...(picked !== undefined && { checked: picked === option.value })}
              type="radio"
              value={option.value}
              className="peer sr-only"
            />
            <span
              className={cx(
                "inline-flex min-h-11 items-center gap-2 rounded-full border border-line-strong bg-surface px-4 [&_svg]:size-5",
                "transition-colors hover:border-brand peer-checked:border-brand peer-checked:bg-brand",
                "peer-checked:text-on-brand peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2",
                "peer-focus-visible:outline-focus",
              )}
            >
              {option.icon}
              <span className="flex flex-col">
                <span className="font-medium">{option.label}</span>
                {option.hint && <span className="text-xs opacity-85">{option.hint}</span>}
              </span>
            </span>
          </label>
        ))}
        {after}
      </div>
      <p id={`${id}-error`} aria-live="polite" className="text-sm font-medium text-danger empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}
