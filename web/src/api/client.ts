// The API of this origin, typed by its own description.
import createClient, { type Middleware } from "openapi-fetch";
import { ApiProblem, asProblem, fetchOrProblem, problemOf } from "./problem";
import { publicCalls } from "./publicCalls";
import type { paths } from "./schema";
import { sendSigned } from "./transport";

export { ApiProblem } from "./problem";

const transport: Middleware = {
  onRequest: ({ request, schemaPath }) => {
    const { lang } = document.documentElement;
    if (lang) request.headers.set("Accept-Language", lang);
    return publicCalls.has(`${request.method} ${schemaPath}`) ? fetchOrProblem(request) : sendSigned(request);
  },
};

/** Every call of the system. Wrap each in `unwrap`. */
export const api = createClient<paths>({ baseUrl: typeof location === "undefined" ? "" : location.origin });
api.use(transport);

type Answer<T> = { data: T; error?: never; response: Response } | { data?: never; error: unknown; response: Response };

/** The data of a call, or throws its `ApiProblem`; an abort stays an AbortError. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await call.catch((error: unknown) => {
    throw asProblem(error);
  });
  const { response } = answer;
  if (!response.ok) throw problemOf(response, answer.error);
  const isEmpty = answer.data === undefined && (response.status === 200 || response.status === 201);
  if (isEmpty) throw new ApiProblem({ status: response.status, code: "BAD_ANSWER" });
  return answer.data as T;
}

/** A new key for a POST: made once per intent, kept for its repeats. */
export function idempotencyKey(): string {
  // Only secure contexts have randomUUID, and a shop's own network may be plain http.
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
