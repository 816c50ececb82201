// Fakes of the browser's edge for tests: the network, the locks and the channel between tabs.
import { vi } from "vitest";

export type Call = { method: string; path: string; headers: Headers; body: unknown; keepalive: boolean };
export type Handler = (call: Call) => Response | Promise<Response>;

/** A network whose answers the test decides; remembers every call. */
export function stubNetwork(handler: Handler): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo, init?: RequestInit) => {
    const request = new Request(new URL(typeof input === "string" ? input : input.url, location.origin), {
      ...(typeof input === "string" ? {} : { method: input.method, headers: input.headers, body: await bodyOf(input) }),
      ...withoutSignal(init),
    });
    const text = await request.text();
    const call: Call = {
      method: request.method,
      path: new URL(request.url).pathname + new URL(request.url).search,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
      keepalive: request.keepalive,
    };
    calls.push(call);
    return abortable(await handler(call), init?.signal ?? (input instanceof Request ? input.signal : undefined));
  });
  return calls;
}

/** Its body breaks when the call is aborted, as a browser's does. */
function abortable(response: Response, signal: AbortSignal | undefined): Response {
  if (!signal || !response.body) return response;
  return new Response(response.body.pipeThrough(new TransformStream(), { signal }), response);
}

async function bodyOf(request: Request): Promise<string | null> {
  return (await request.text()) || null;
}

function withoutSignal(init: RequestInit = {}): RequestInit {
  return { ...init, signal: null };
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers });
}

/** A refusal as the services send it. */
export function refusal(
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Response {
  const body = { type: "about:blank", title: code, status, detail: "", instance: "/", error: code, code, ...more };
  return json({ request_id: "r-1", ...body }, status, { "Content-Type": "application/problem+json", ...headers });
}

export const ANA = {
  user: { id: "u-1", email: "ana@petfeliz.com", first_name: "Ana", last_name: "Souza", role: "owner" },
  tenant: { id: "t-1", name: "Pet Feliz", subdomain: "petfeliz" },
  impersonation: null,
};

/** What login, refresh and exchange answer. */
export function signedIn(token: string, expiresIn = 900, account: object = ANA): Response {
  return json({ access_token: token, token_type: "Bearer", expires_in: expiresIn, ...account });
}

/** A promise that the test settles. */
export function deferred<T = void>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

type Waiting = () => void;

/** navigator.locks, of the kind the session uses: one exclusive lock, first come first served. */
export function stubLocks(): void {
  const held = new Set<string>();
  const waiting = new Map<string, Waiting[]>();
  const run = async (name: string, work: (lock: object | null) => unknown): Promise<unknown> => {
    held.add(name);
    try {
      return await work({ name });
    } finally {
      held.delete(name);
      waiting.get(name)?.shift()?.();
    }
  };
  const request = async (
    name: string,
    options: { ifAvailable?: boolean } | ((lock: object | null) => unknown),
    maybe?: (lock: object | null) => unknown,
  ): Promise<unknown> => {
    const work = typeof options === "function" ? options : maybe;
    if (!work) throw new TypeError("a lock needs work");
    if (!held.has(name)) return run(name, work);
    if (typeof options === "object" && options.ifAvailable) return work(null);
    await new Promise<void>((resolve) => {
      waiting.set(name, [...(waiting.get(name) ?? []), resolve]);
    });
    return run(name, work);
  };
  vi.stubGlobal("navigator", Object.create(navigator, { locks: { value: { request } } }));
}

/** BroadcastChannel among the sessions of a test, delivered later like the real one. */
export function stubChannel(): void {
  const members = new Set<FakeChannel>();
  class FakeChannel {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    constructor() {
      members.add(this);
    }
    postMessage(data: unknown): void {
      const copy: unknown = structuredClone(data);
      for (const other of members) if (other !== this) queueMicrotask(() => other.onmessage?.({ data: copy }));
    }
  }
  vi.stubGlobal("BroadcastChannel", FakeChannel);
}
