// When a repeat of a POST is the same deed, and when it is a new one.
import { idempotencyKey } from "@/api/client";
import type { ApiProblem } from "@/api/problem";

/** One intent to create: `unsure` while nobody knows whether the server did it. */
export type Attempt = { key: string; body: string; unsure: boolean };

/** The attempt for this body: the last one again if its end is unknown or nothing changed, else a new one. */
export function nextAttempt(last: Attempt | undefined, body: string, newKey = idempotencyKey): Attempt {
  if (last && (last.unsure || last.body === body)) return { ...last, body, unsure: true };
  return { key: newKey(), body, unsure: true };
}

/** What is left of an attempt after a refusal: nothing once the server has decided. */
export function afterRefusal(attempt: Attempt, problem: Pick<ApiProblem, "status" | "code">): Attempt | undefined {
  const open = problem.status === 0 || problem.status >= 500 || problem.status === 408 || problem.status === 429;
  const unknown = open || problem.code === "BAD_ANSWER" || problem.code === "REQUEST_IN_PROGRESS";
  return unknown ? attempt : undefined;
}
