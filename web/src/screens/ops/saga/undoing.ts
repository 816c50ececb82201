import type { SagaDetail } from "../sagas/types";

/** One thing that undoing takes away; `there` as the steps say, which is where it will really be looked for. */
export type Undoing = { step: "remove_admin" | "drop_schema" | "release_name"; there: boolean };

/** What compensating will undo, in its order: the admin, then schema and role, then the name. */
export function undoingOf({ steps }: Pick<SagaDetail, "steps">): Undoing[] {
  const isThere = (name: string) => steps.some((step) => step.name === name && step.status === "done");
  return [
    { step: "remove_admin", there: isThere("create_admin") },
    { step: "drop_schema", there: isThere("create_schema") },
    { step: "release_name", there: true },
  ];
}

export type Outcome = "COMPLETED" | "ROLLED_BACK";
const OUTCOMES: Record<string, Outcome> = { resolve_completed: "COMPLETED", resolve_rolled_back: "ROLLED_BACK" };

/** The ends that may be written down by hand, as the API's actions say. */
export function outcomesOf(actions: readonly string[]): Outcome[] {
  return actions.flatMap((action) => OUTCOMES[action] ?? []);
}

export type Deed = "retry" | "compensate" | "resolve";

/** The API's actions as buttons: two ways to resolve are one button that asks which. */
export function deedsOf(actions: readonly string[]): Deed[] {
  const deeds: Deed[] = [];
  if (actions.includes("retry")) deeds.push("retry");
  if (actions.includes("compensate")) deeds.push("compensate");
  if (outcomesOf(actions).length > 0) deeds.push("resolve");
  return deeds;
}
