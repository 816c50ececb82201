import { type ReactNode, useId } from "react";
import { cx } from "@/components/cx";

/** A part of the landing page under its heading. */
export function Section({
  title,
  lead,
  children,
  className,
}: {
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx("mx-auto w-full max-w-6xl px-4 py-10 sm:px-6 lg:py-14", className)}>
      <h2 id={id} className="max-w-2xl text-3xl font-bold sm:text-4xl">
        {title}
      </h2>
      {lead && <p className="mt-3 max-w-2xl text-lg text-ink-soft">{lead}</p>}
      <div className="mt-8 lg:mt-10">{children}</div>
    </section>
  );
}
