import { Unlink } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { ApiProblem } from "@/api/client";
import { EmptyState } from "@/components/States";

// Spent, too old, cut off, or brought to another shop's address: one and the same to who holds it.
const DEAD = new Set(["TOKEN_INVALID", "NOT_FOUND", "TENANT_MISMATCH", "TENANT_NOT_FOUND"]);

/** Whether the link itself is what was refused. */
export function isDead(problem: ApiProblem | null): boolean {
  if (!problem) return false;
  return DEAD.has(problem.code) || problem.fields.some(({ field }) => field === "token");
}

/** A link from a letter that leads nowhere any more, and the way to a new one. */
export function DeadLink({ children, action }: { children: ReactNode; action?: ReactNode }) {
  const t = useTranslations("access");
  return (
    <EmptyState picture={<Unlink />} title={t("dead")} action={action}>
      {children}
    </EmptyState>
  );
}
