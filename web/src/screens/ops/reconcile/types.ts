import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Report = Schemas["ReportOut"];
export type Run = Schemas["RunOut"];
export type Finding = Schemas["FindingOut"];
export type Plan = Schemas["PlanOut"];
export type Planned = Schemas["PlannedOut"];
export type Repair = Schemas["RepairOut"];
export type Repaired = Schemas["RepairedOut"];
export type Copy = Schemas["CopyOut"];
export type CopyDetail = Schemas["CopyDetail"];

/** Kinds for which nothing is ever safe to press. */
const WITHOUT_ACTION: ReadonlySet<string> = new Set([
  "tenant_without_schema",
  "tenant_without_owner",
  "tenant_without_saga",
  "saga_without_tenant",
  "saga_failed",
  "user_of_unmade_tenant",
]);

/** Whether our own words for its kind say what will be done; else only the API's sentence does. */
export function isUsual({ kind, action }: Pick<Finding, "kind" | "action">): boolean {
  return (action === "none") === WITHOUT_ACTION.has(kind);
}

export function canBeRepaired({ action }: Pick<Finding, "action">): boolean {
  return action !== "none";
}

/** The chosen ones that are still there and can still be repaired. */
export function stillChosen(chosen: ReadonlySet<string>, findings: readonly Finding[]): string[] {
  return findings.filter((finding) => chosen.has(finding.id) && canBeRepaired(finding)).map(({ id }) => id);
}

/** Whether a plan takes anything away for good. */
export function drops(plan: Plan): boolean {
  return plan.findings.some(({ action, possible }) => possible && action === "drop");
}
