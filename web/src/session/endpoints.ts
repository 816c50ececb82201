// The calls that set, use up or clear the refresh cookie, and the one that passes a session on.
import { ApiProblem, fetchOrProblem, jsonOf, problemOf } from "@/api/problem";
import type { components } from "@/api/schema";
import type { Acceptance, Account, Credentials, SignedIn } from "./types";

type SignedInBody = components["schemas"]["SignedInOut"];
export type HandOff = Pick<components["schemas"]["HandoffOut"], "code" | "subdomain">;

// Whoever waits for the lock behind a call waits this long at most.
const TIMEOUT_MS = 20_000;

/** A new session for e-mail and password. */
export async function postLogin(credentials: Credentials): Promise<SignedIn> {
  return signedInOf(await post("login", { body: credentials }));
}

/** A new session for a one-time code. */
export async function postExchange(code: string): Promise<SignedIn> {
  return signedInOf(await post("handoff/exchange", { body: { code } }));
}

/** A new session for an invitation, whose account it makes. */
export async function postAcceptance(acceptance: Acceptance): Promise<SignedIn> {
  return signedInOf(await post("invitations/accept", { body: acceptance }));
}

/** The next access token for the cookie. It outlives the page, whose reload must not lose the new cookie. */
export async function postRefresh(): Promise<SignedIn> {
  return signedInOf(await post("refresh", { keepalive: true }));
}

/** Ends the cookie's session. */
export async function postLogout(): Promise<void> {
  const response = await post("logout", { keepalive: true });
  if (!response.ok) throw problemOf(response, undefined);
}

/** A one-time code for the shop's own address. */
export async function postHandOff(token: string): Promise<HandOff> {
  const response = await post("handoff", { token });
  const body = (await jsonOf(response)) as Partial<HandOff>;
  if (!body.code || !body.subdomain) throw badAnswer(response);
  return { code: body.code, subdomain: body.subdomain };
}

type Options = { body?: object; token?: string; keepalive?: boolean };

async function post(call: string, { body, token, keepalive = false }: Options): Promise<Response> {
  const headers = new Headers();
  if (body) headers.set("Content-Type", "application/json");
  if (token) headers.set("Authorization", `Bearer ${token}`);
  return fetchOrProblem(`/api/v1/auth/${call}`, {
    method: "POST",
    headers,
    body: body ? JSON.stringify(body) : null,
    keepalive,
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

async function signedInOf(response: Response): Promise<SignedIn> {
  const body = (await jsonOf(response)) as Partial<SignedInBody>;
  if (!body.access_token || !body.expires_in || !body.user) throw badAnswer(response);
  const account: Account = {
    user: body.user,
    tenant: body.tenant ?? null,
    impersonation: body.impersonation ?? null,
  };
  return { token: body.access_token, expiresAt: Date.now() + body.expires_in * 1000, account };
}

function badAnswer({ status }: Response): ApiProblem {
  return new ApiProblem({ status, code: "BAD_ANSWER" });
}
