import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

/** A sheet of paper on the table: what belongs together. */
export function Card({ className, flush = false, ...rest }: ComponentProps<"section"> & { flush?: boolean }) {
  return (
    <section
      {...rest}
      className={cx("rounded-lg border border-line bg-surface shadow-near", !flush && "p-5 sm:p-6", className)}
    />
  );
}

/** The top of a screen: its one h1, a line of context, and the screen's main action. */
export function PageHeader({
  title,
  lead,
  action,
  back,
}: {
  title: ReactNode;
  lead?: ReactNode;
  action?: ReactNode;
  back?: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        {back && <div className="mb-2">{back}</div>}
        <h1 tabIndex={-1} className="text-3xl font-bold sm:text-4xl">
          {title}
        </h1>
        {lead && <p className="mt-2 max-w-prose text-ink-soft">{lead}</p>}
      </div>
      {action && <div className="flex flex-wrap gap-3">{action}</div>}
    </header>
  );
}
