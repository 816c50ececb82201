import { cx } from "@/components/cx";

/** A technical name as the logs have it. */
export function Tech({ children, className }: { children: string; className?: string }) {
  return (
    <code className={cx("font-mono text-xs min-w-0 font-normal wrap-break-word text-ink-soft", className)}>
      {children}
    </code>
  );
}

/** A long number, short enough to tell two apart; the whole of it is its title and what gets selected. */
export function Ident({ id }: { id: string }) {
  return (
    <code title={id} className="font-mono text-xs whitespace-nowrap text-ink-soft select-all">
      <span className="sr-only">{id}</span>
      <span aria-hidden>…{id.slice(-8)}</span>
    </code>
  );
}
