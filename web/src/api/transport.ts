// How a request gets its token, and another one when the first is outworn.
import { session } from "@/session";
import { fetchOrProblem, problemOf } from "./problem";

const OUTWORN = new Set(["TOKEN_EXPIRED", "TOKEN_INVALID"]);

/** Sends it with a token; once more with another one if the server calls the first one outworn. */
export async function sendSigned(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await session.accessToken();
  const response = await sendWith(token, request);
  const code = await refusalOf(response);
  if (code === "SESSION_REVOKED") session.revoked(token);
  if (code === undefined || !OUTWORN.has(code)) return response;
  return sendWith(await session.replace(token), again);
}

function sendWith(token: string, request: Request): Promise<Response> {
  request.headers.set("Authorization", `Bearer ${token}`);
  return fetchOrProblem(request);
}

async function refusalOf(response: Response): Promise<string | undefined> {
  if (response.status !== 401) return undefined;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return problemOf(response, body).code;
}
