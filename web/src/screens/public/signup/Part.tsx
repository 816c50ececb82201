import { type ReactNode, useId } from "react";

/** One numbered part of the form. */
export function Part({
  number,
  title,
  lead,
  children,
}: {
  number: number;
  title: string;
  lead?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-5 gap-y-4 sm:grid-cols-[2.25rem_minmax(0,1fr)]">
      <div className="flex items-center gap-3 sm:contents">
        <span
          aria-hidden
          className="flex size-9 shrink-0 items-center justify-center rounded-full bg-glow-tint font-display text-lg font-bold text-glow-ink"
        >
          {number}
        </span>
        <div className="self-center">
          <h2 id={id} className="text-2xl font-bold">
            {title}
          </h2>
          {lead && <p className="text-ink-soft">{lead}</p>}
        </div>
      </div>
      <div className="flex min-w-0 flex-col gap-5 sm:col-start-2">{children}</div>
    </section>
  );
}
