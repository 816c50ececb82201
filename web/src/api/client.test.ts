import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  deferred,
  json,
  refusal,
  signedIn,
  stubChannel,
  stubLocks,
  stubNetwork,
  type Handler,
} from "@/testing/browser";
import type * as Client from "./client";
import type * as Sessions from "@/session";

let client: typeof Client;
let sessions: typeof Sessions;

beforeEach(async () => {
  localStorage.clear();
  stubLocks();
  stubChannel();
  vi.resetModules();
  client = await import("./client");
  sessions = await import("@/session");
});

async function signIn(handler: Handler): Promise<ReturnType<typeof stubNetwork>> {
  stubNetwork(() => signedIn("first"));
  await sessions.signIn({ email: "ana@petfeliz.com", password: "x" });
  return stubNetwork(handler);
}

const list = () => client.unwrap(client.api.GET("/api/v1/clientes"));
const availability = () =>
  client.unwrap(client.api.GET("/api/v1/tenants/availability", { params: { query: { subdomain: "petfeliz" } } }));

async function problemOf(call: Promise<unknown>): Promise<Client.ApiProblem> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof client.ApiProblem) return error;
  throw new Error(`no problem but ${String(error)}`);
}

describe("unwrap", () => {
  it("gives the data of a call", async () => {
    stubNetwork(() => json({ subdomain: "petfeliz", available: true, reason: null, suggestions: [] }));
    expect(await availability()).toMatchObject({ available: true });
  });

  it("gives nothing for an answer without a body", async () => {
    const calls = await signIn(() => new Response(null, { status: 204 }));
    const call = client.api.DELETE("/api/v1/clientes/{cliente_id}", { params: { path: { cliente_id: 7 } } });
    await expect(client.unwrap(call)).resolves.toBeUndefined();
    expect(calls).toMatchObject([{ method: "DELETE", path: "/api/v1/clientes/7" }]);
  });

  it("throws a refusal with all that it says", async () => {
    const errors = [{ field: "subdomain", message: "Reserved.", code: "subdomain_reserved" }, { field: 7 }];
    const more = { detail: "Not like this.", errors, limit: 2 };
    stubNetwork(() => refusal(422, "VALIDATION_ERROR", more, { "Retry-After": "3" }));
    const problem = await problemOf(availability());
    expect(problem).toMatchObject({
      status: 422,
      code: "VALIDATION_ERROR",
      detail: "Not like this.",
      requestId: "r-1",
      retryAfterS: 3,
      fields: [errors[0]],
      body: { limit: 2 },
    });
  });

  it("reads a Retry-After that is a date", async () => {
    const date = new Date(Date.now() + 10_000).toUTCString();
    stubNetwork(() => refusal(503, "DEPENDENCY_UNAVAILABLE", {}, { "Retry-After": date }));
    const { retryAfterS } = await problemOf(availability());
    expect(retryAfterS).toBeGreaterThan(8);
    expect(retryAfterS).toBeLessThanOrEqual(10);
  });

  it.each<[string, Handler, number, string]>([
    ["no network", () => Promise.reject(new TypeError("Failed to fetch")), 0, "OFFLINE"],
    ["a page instead of JSON", () => new Response("<html>", { status: 200 }), 200, "BAD_ANSWER"],
    ["a refusal in HTML", () => new Response("<html>", { status: 502 }), 502, "BAD_ANSWER"],
    ["a refusal in other JSON", () => json({ message: "no" }, 500), 500, "BAD_ANSWER"],
    ["an empty success", () => new Response("", { status: 200 }), 200, "BAD_ANSWER"],
  ])("throws %s as a problem", async (_, handler, status, code) => {
    stubNetwork(handler);
    expect(await problemOf(availability())).toMatchObject({ status, code });
  });

  it("leaves an abort what it is", async () => {
    stubNetwork(() => Promise.reject(new DOMException("stopped", "AbortError")));
    await expect(availability()).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("a call", () => {
  it("speaks the page's language, and carries no token where none is needed", async () => {
    document.documentElement.lang = "pt-BR";
    const calls = await signIn(() => json({}));
    await availability();
    await list();
    expect(calls.map(({ headers }) => [headers.get("Accept-Language"), headers.get("Authorization")])).toEqual([
      ["pt-BR", null],
      ["pt-BR", "Bearer first"],
    ]);
  });

  it("is refused without asking when nobody is signed in", async () => {
    const calls = stubNetwork(() => json({}));
    expect(await problemOf(list())).toMatchObject({ status: 401, code: "TOKEN_MISSING" });
    expect(calls).toEqual([]);
  });

  it.each(["TOKEN_EXPIRED", "TOKEN_INVALID"])("is repeated once, body and all, after %s", async (code) => {
    const calls = await signIn(({ path, headers }) => {
      if (path.endsWith("/refresh")) return signedIn("second");
      return headers.get("Authorization") === "Bearer second" ? json({ id: 1 }, 201) : refusal(401, code);
    });
    const key = client.idempotencyKey();
    const body = { nome: "João Conceição", telefone: "(11) 98765-4321", devedor: false };
    await client.unwrap(client.api.POST("/api/v1/clientes", { body, headers: { "Idempotency-Key": key } }));
    expect(calls.map(({ path }) => path)).toEqual(["/api/v1/clientes", "/api/v1/auth/refresh", "/api/v1/clientes"]);
    expect(calls[2]?.body).toEqual(body);
    expect(calls[2]?.headers.get("Idempotency-Key")).toBe(key);
  });

  it("is not repeated twice", async () => {
    const calls = await signIn(({ path }) =>
      path.endsWith("/refresh") ? signedIn("second") : refusal(401, "TOKEN_INVALID"),
    );
    expect(await problemOf(list())).toMatchObject({ code: "TOKEN_INVALID" });
    expect(calls).toHaveLength(3);
  });

  it("shares one refresh with all that expired with it", async () => {
    const all = deferred();
    let refused = 0;
    const calls = await signIn(async ({ path, headers }) => {
      if (path.endsWith("/refresh")) return signedIn("second");
      if (headers.get("Authorization") === "Bearer second") return json({ items: [], next_cursor: null });
      refused += 1;
      if (refused === 5) all.resolve();
      await all.promise;
      return refusal(401, "TOKEN_EXPIRED");
    });
    await Promise.all(Array.from({ length: 5 }, list));
    expect(calls.filter(({ path }) => path.endsWith("/refresh"))).toHaveLength(1);
    expect(calls).toHaveLength(11);
  });

  it("uses the token that another call fetched while its own was being refused", async () => {
    const late = deferred();
    const calls = await signIn(async ({ path, headers }) => {
      if (path.endsWith("/refresh")) return signedIn("second");
      if (headers.get("Authorization") === "Bearer second") return json({ items: [], next_cursor: null });
      if (path.endsWith("/servicos")) await late.promise;
      return refusal(401, "TOKEN_EXPIRED");
    });
    const slow = client.unwrap(client.api.GET("/api/v1/servicos"));
    await list();
    late.resolve();
    await slow;
    expect(calls.filter(({ path }) => path.endsWith("/refresh"))).toHaveLength(1);
  });

  it("signs out when its session was revoked", async () => {
    await signIn(() => refusal(401, "SESSION_REVOKED"));
    expect(await problemOf(list())).toMatchObject({ code: "SESSION_REVOKED" });
    expect(sessions.session.getState()).toMatchObject({ status: "signed-out", endedBy: "revoked" });
  });

  it("signs out when the refresh is refused too", async () => {
    await signIn(({ path }) => refusal(401, path.endsWith("/refresh") ? "TOKEN_MISSING" : "TOKEN_EXPIRED"));
    expect(await problemOf(list())).toMatchObject({ code: "TOKEN_MISSING" });
    expect(sessions.session.getState()).toMatchObject({ status: "signed-out", endedBy: "expired" });
  });

  it("leaves the session alone when the refresh finds nobody", async () => {
    await signIn(({ path }) =>
      path.endsWith("/refresh") ? Promise.reject(new TypeError("failed")) : refusal(401, "TOKEN_EXPIRED"),
    );
    expect(await problemOf(list())).toMatchObject({ code: "OFFLINE" });
    expect(sessions.session.getState().status).toBe("signed-in");
  });
});

describe("the hand-off", () => {
  it("leads to the shop's own address with the code where no server sees it", async () => {
    await signIn(() => json({ code: "a/b", expires_in: 60, subdomain: "bichos" }));
    expect(await sessions.handOff()).toBe("http://bichos.localhost:8080/entrar#codigo=a%2Fb");
  });
});

describe("idempotencyKey", () => {
  it("is new each time, on plain http too", () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const keys = new Set(Array.from({ length: 50 }, client.idempotencyKey));
    expect(keys.size).toBe(50);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });
});
