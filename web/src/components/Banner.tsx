import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

const KINDS = {
  info: { Icon: Info, look: "bg-info-tint text-info" },
  ok: { Icon: CircleCheck, look: "bg-ok-tint text-ok" },
  warn: { Icon: TriangleAlert, look: "bg-warn-tint text-warn" },
  danger: { Icon: CircleAlert, look: "bg-danger-tint text-danger" },
} as const;

/** A message that stays on the page; `danger` interrupts a screen reader, the others wait their turn. */
export function Banner({
  kind = "info",
  title,
  action,
  children,
  className,
}: {
  kind?: keyof typeof KINDS;
  title?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  const { Icon, look } = KINDS[kind];
  return (
    <div role={kind === "danger" ? "alert" : "status"} className={cx("flex gap-3 rounded-md p-4", look, className)}>
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-bold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {action && <div className="mt-3 flex flex-wrap gap-3">{action}</div>}
      </div>
    </div>
  );
}
