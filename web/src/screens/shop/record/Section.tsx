import { type ReactNode, useId } from "react";
import { Card } from "@/components/Card";

/** A part of a record under a heading of its own, with its deed beside it. */
export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3 print:hidden">
        <h2 id={id} className="text-xl font-bold">
          {title}
        </h2>
        {action && <div className="flex flex-wrap gap-2">{action}</div>}
      </div>
      {children}
    </Card>
  );
}
