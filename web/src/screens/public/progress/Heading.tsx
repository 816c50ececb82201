import type { ReactNode } from "react";

/** What the page says now: its h1 takes the focus when it changes. */
export function Heading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header>
      <h1 tabIndex={-1} className="text-3xl font-bold sm:text-4xl">
        {title}
      </h1>
      {children && <div className="mt-3 max-w-prose text-lg text-ink-soft">{children}</div>}
    </header>
  );
}
