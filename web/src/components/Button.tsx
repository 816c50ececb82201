import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

const LOOKS = {
  primary: "bg-brand text-on-brand hover:bg-brand-strong shadow-near",
  secondary: "bg-surface text-ink border border-line-strong hover:border-brand hover:text-brand-strong",
  quiet: "text-brand hover:bg-brand-tint",
  danger: "bg-danger text-on-danger hover:brightness-110 shadow-near",
} as const;
const SIZES = { md: "min-h-11 px-5 text-base", sm: "min-h-9 px-3 text-sm", lg: "min-h-13 px-7 text-lg" } as const;

export type ButtonLook = { look?: keyof typeof LOOKS; size?: keyof typeof SIZES; wide?: boolean };

function dress({ look = "primary", size = "md", wide = false }: ButtonLook, className?: string): string {
  return cx(
    "inline-flex cursor-pointer select-none items-center justify-center gap-2 rounded-full py-2 font-semibold",
    "transition-[background-color,border-color,color,transform,filter] duration-150 active:scale-[0.98]",
    "disabled:opacity-60 aria-disabled:opacity-60",
    LOOKS[look],
    SIZES[size],
    wide && "w-full",
    className,
  );
}

type ButtonProps = ButtonLook &
  ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean | undefined; icon?: ReactNode };

/** A button. While `busy` it keeps its width and its focus, and does nothing when pressed again. */
export function Button({ look, size, wide, busy = false, icon, className, children, onClick, ...rest }: ButtonProps) {
  const given = { ...(look && { look }), ...(size && { size }), ...(wide && { wide }) };
  return (
    <button
      type="button"
      {...rest}
      className={dress(given, className)}
      aria-busy={busy}
      aria-disabled={busy || Boolean(rest["aria-disabled"]) || rest.disabled === true}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <LoaderCircle aria-hidden className="size-5 animate-spin" /> : icon}
      {children}
    </button>
  );
}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink({
  look,
  size,
  wide,
  icon,
  className,
  children,
  ...rest
}: ButtonLook & ComponentProps<typeof Link> & { icon?: ReactNode }) {
  const given = { ...(look && { look }), ...(size && { size }), ...(wide && { wide }) };
  return (
    <Link {...rest} className={dress(given, className)}>
      {icon}
      {children}
    </Link>
  );
}

/** A round button that shows only a picture; `label` is what it says to who cannot see it. `inherit`: its ground's ink. */
export function IconButton({
  label,
  children,
  className,
  inherit = false,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { label: string; inherit?: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={cx(
        "inline-flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-full transition-colors",
        inherit ? "hover:opacity-80" : "text-ink-soft hover:bg-sunken hover:text-ink",
        className,
      )}
    >
      {children}
    </button>
  );
}
