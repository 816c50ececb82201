// A saga as its owner sees it.
import type { Saga } from "@/api/sagaStream";

export const STEPS = ["create_schema", "initialize_data", "create_admin", "activate_tenant"] as const;
export type StepName = (typeof STEPS)[number];
export type StepLook = "waiting" | "running" | "done" | "failed" | "undone";
export type StepView = { name: StepName; look: StepLook; ms: number | undefined };
export type Stage = "building" | "ready" | "undoing" | "undone" | "stuck";
export type WayOut = "email" | "again";

const SLOW_MS = 10_000;
const STAGES: Readonly<Record<string, Stage>> = {
  COMPLETED: "ready",
  COMPENSATING: "undoing",
  ROLLED_BACK: "undone",
  COMPENSATION_FAILED: "stuck",
};
const LOOKS = {
  pending: "waiting",
  running: "running",
  done: "done",
  failed: "failed",
  compensated: "undone",
  skipped: "undone",
} as const;

/** Where it stands; before anything was heard it is being built. */
export function stageOf(saga: Saga | undefined): Stage {
  return STAGES[saga?.state ?? ""] ?? "building";
}

/** The four steps in order; while building, the first one that is not done is the one at work. */
export function stepsOf(saga: Saga | undefined): StepView[] {
  const steps = STEPS.map((name) => viewOf(name, saga));
  const isBuilding = stageOf(saga) === "building";
  const next = steps.find((step) => step.look === "waiting");
  const isIdle = !steps.some((step) => step.look === "running" || step.look === "failed");
  return steps.map((step) => (isBuilding && isIdle && step === next ? { ...step, look: "running" } : step));
}

/** Longer than it should take, or a step had to be begun again. */
export function isSlow(saga: Saga | undefined, elapsedMs: number): boolean {
  if (stageOf(saga) !== "building") return false;
  return elapsedMs > SLOW_MS || (saga?.steps.some((step) => step.attempts > 1) ?? false);
}

/** What helps after a failure: another e-mail, or simply another try. */
export function wayOutOf(failureCode: string | null): WayOut {
  return failureCode === "EMAIL_TAKEN" ? "email" : "again";
}

function viewOf(name: StepName, saga: Saga | undefined): StepView {
  const step = saga?.steps.find((candidate) => candidate.name === name);
  if (!step) return { name, look: "waiting", ms: undefined };
  const isTimed = step.status === "done" && step.started_at && step.finished_at;
  const ms = isTimed ? Date.parse(step.finished_at ?? "") - Date.parse(step.started_at ?? "") : undefined;
  return { name, look: LOOKS[step.status], ms };
}
