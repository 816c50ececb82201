/** The plans of services/tenant/plans.py: what a shop can have of each. */
export const PLANS = [
  { name: "basic", users: 10, animals: 1_000 },
  { name: "pro", users: 30, animals: 10_000 },
  { name: "premium", users: 100, animals: 50_000 },
] as const;

export type PlanName = (typeof PLANS)[number]["name"];

export function isPlan(value: unknown): value is PlanName {
  return PLANS.some((plan) => plan.name === value);
}
