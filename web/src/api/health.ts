// The gateway's own view of every service; no part of the API's description.
import { ApiProblem, fetchOrProblem, problemOf } from "./problem";

export type ServiceHealth = "ready" | "not ready" | "unreachable";
export type Health = Readonly<Record<string, ServiceHealth>>;

const STATES: ReadonlySet<unknown> = new Set(["ready", "not ready", "unreachable"]);

/** How every service stands. 200 and 503 say it alike; anything else is a problem. */
export async function readHealth(signal: AbortSignal): Promise<Health> {
  const response = await fetchOrProblem("/health", { signal, cache: "no-store" });
  const body: unknown = await response.json().catch(() => undefined);
  if (isHealth(body)) return body;
  throw response.ok ? new ApiProblem({ status: response.status, code: "BAD_ANSWER" }) : problemOf(response, body);
}

function isHealth(body: unknown): body is Health {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
  const states = Object.values(body);
  return states.length > 0 && states.every((state) => STATES.has(state));
}
