import type { ReactNode } from "react";
import { cx } from "@/components/cx";

/** Names with their values, several in a row where there is room. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl className={cx("grid grid-cols-1 gap-x-8 gap-y-4 min-[30rem]:grid-cols-2 lg:grid-cols-4", className)}>
      {children}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="mt-0.5 font-medium break-words">{children}</dd>
    </div>
  );
}
