import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type SagaSummary = Schemas["SagaSummary"];
export type SagaDetail = Schemas["SagaDetail"];
export type SagaList = Schemas["SagaList"];
export type Transition = Schemas["TransitionOut"];
export type TimedStep = Schemas["TimedStepOut"];

/** The states of the contract, in the order in which an operator cares. */
export const STATES = [
  "COMPENSATION_FAILED",
  "REQUESTED",
  "SCHEMA_CREATED",
  "ADMIN_CREATED",
  "COMPENSATING",
  "COMPLETED",
  "ROLLED_BACK",
] as const;
export type SagaState = (typeof STATES)[number];

const ENDED: ReadonlySet<string> = new Set(["COMPLETED", "ROLLED_BACK", "COMPENSATION_FAILED"]);
export const IN_FLIGHT: SagaState[] = STATES.filter((state) => !ENDED.has(state));

/** Older than this and still under way: as the alert SagaStuck has it. */
export const OLD_AFTER = "15m";
const OLD_AFTER_MS = 15 * 60_000;

export function isUnderWay({ state }: Pick<SagaSummary, "state">): boolean {
  return !ENDED.has(state);
}

/** Whether nothing good happens to it by itself: its undoing failed, or it ought to have ended long ago. */
export function needsSomebody(saga: Pick<SagaSummary, "state" | "started_at">, now: number): boolean {
  if (saga.state === "COMPENSATION_FAILED") return true;
  return isUnderWay(saga) && now - Date.parse(saga.started_at) > OLD_AFTER_MS;
}

export function isState(value: string): value is SagaState {
  return (STATES as readonly string[]).includes(value);
}
