import { CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { cx } from "./cx";

type Frame = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Says "(opcional)" beside the label; fields are needed unless they say so. */
  optional?: boolean;
};

type Wiring = { id: string; "aria-invalid": boolean; "aria-describedby": string | undefined };

const CONTROL = cx(
  "w-full rounded-md border bg-surface px-3.5 text-ink placeholder:text-ink-soft/70",
  "transition-[border-color,box-shadow] hover:border-ink-soft",
);

function edge(error: string | undefined): string {
  return error ? "border-danger" : "border-line-strong";
}

/** Label, control, hint and error, tied together for screen readers. */
function FieldFrame({ label, hint, error, optional, children }: Frame & { children: (wiring: Wiring) => ReactNode }) {
  const t = useTranslations("common.field");
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional && <span className="ml-1.5 text-sm font-normal text-ink-soft">{t("optional")}</span>}
      </label>
      {children({ id, "aria-invalid": Boolean(error), "aria-describedby": described || undefined })}
      {/* Always there, so that a text put into it is announced. */}
      <p id={`${id}-error`} aria-live="polite" className="flex gap-1.5 text-sm font-medium text-danger empty:hidden">
        {error && (
          <>
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>{error}</span>
          </>
        )}
      </p>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}

type InputProps = Frame &
  Omit<InputHTMLAttributes<HTMLInputElement>, "id"> & {
    ref?: Ref<HTMLInputElement>;
    before?: ReactNode;
    after?: ReactNode;
  };

/** One line of text; spread react-hook-form's `register(...)` into it. `before` and `after` stand inside its border. */
export function TextField({ label, hint, error, optional, before, after, className, ...rest }: InputProps) {
  return (
    <FieldFrame {...frameOf({ label, hint, error, optional })}>
      {(wiring) =>
        before || after ? (
          <div
            className={cx(
              "flex min-h-11 items-center overflow-hidden rounded-md border bg-surface focus-within:outline-3",
              "focus-within:outline-offset-2 focus-within:outline-focus",
              edge(error),
            )}
          >
            {before && <span className="shrink-0 pl-3.5 whitespace-nowrap text-ink-soft">{before}</span>}
            <input
              {...rest}
              {...wiring}
              className={cx("min-h-11 w-full min-w-0 bg-transparent px-3.5 outline-none", className)}
            />
            {after && <span className="shrink-0 pr-3.5 text-ink-soft">{after}</span>}
          </div>
        ) : (
          <input {...rest} {...wiring} className={cx(CONTROL, "min-h-11", edge(error), className)} />
        )
      }
    </FieldFrame>
  );
}

/** Several lines of text; it grows with them where the browser can. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  className,
  ...rest
}: Frame & TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <FieldFrame {...frameOf({ label, hint, error, optional })}>
      {(wiring) => (
        <textarea
          rows={3}
          {...rest}
          {...wiring}
          className={cx(CONTROL, "field-sizing-content min-h-22 py-2.5", edge(error), className)}
        />
      )}
    </FieldFrame>
  );
}

/** A choice among few: the system's own list, the best there is on a phone. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  className,
  children,
  ...rest
}: Frame & SelectHTMLAttributes<HTMLSelectElement> & { ref?: Ref<HTMLSelectElement> }) {
  return (
    <FieldFrame {...frameOf({ label, hint, error, optional })}>
      {(wiring) => (
        <select {...rest} {...wiring} className={cx(CONTROL, "min-h-11 py-2", edge(error), className)}>
          {children}
        </select>
      )}
    </FieldFrame>
  );
}

/** Yes or no, with the whole line as its target. */
export function CheckField({
  label,
  hint,
  ...rest
}: { label: string; hint?: string } & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  const id = useId();
  return (
    <div className="flex min-h-11 items-start gap-3 py-2">
      <input
        {...rest}
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 size-5 shrink-0 cursor-pointer accent-brand"
      />
      <span>
        <label htmlFor={id} className="cursor-pointer font-semibold">
          {label}
        </label>
        {hint && (
          <span id={`${id}-hint`} className="block text-sm text-ink-soft">
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}

/** Only what was given: an explicit undefined is not the same as nothing. */
function frameOf({ label, hint, error, optional }: { [key in keyof Frame]: Frame[key] | undefined }): Frame {
  return {
    label: label ?? "",
    error,
    ...(hint !== undefined && { hint }),
    ...(optional !== undefined && { optional }),
  };
}
