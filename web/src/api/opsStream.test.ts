import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { json, refusal, signedIn, stubNetwork, type Call } from "@/testing/browser";
import { session } from "@/session";
import { followSagas } from "./opsStream";
import { ApiProblem } from "./problem";

type Line = { send: (text: string) => void; end: () => void; breaks: () => void; response: Response };

function line(): Line {
  const encoder = new TextEncoder();
  let control: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (control = controller) });
  return {
    send: (text) => control?.enqueue(encoder.encode(text)),
    end: () => control?.close(),
    breaks: () => control?.error(new TypeError("network error")),
    response: new Response(body, { headers: { "Content-Type": "text/event-stream" } }),
  };
}

let stop: AbortController;
let states: string[];
let seen: string[];

beforeEach(async () => {
  vi.useFakeTimers();
  localStorage.clear();
  stop = new AbortController();
  [states, seen] = [[], []];
  stubNetwork(() => signedIn("token"));
  await session.signIn({ email: "operator@petshop.local", password: "x" });
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

function follow(answers: (() => Response | Promise<Response>)[]): { calls: Call[]; done: Promise<unknown> } {
  const calls = stubNetwork(() => answers.shift()?.() ?? refusal(500, "INTERNAL_ERROR"));
  const done = followSagas({
    onChange: ({ saga_id }) => seen.push(saga_id),
    onConnection: (state) => states.push(state),
    signal: stop.signal,
  }).catch((error: unknown) => error);
  return { calls, done };
}
const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const change = (id: number, saga: string): string => `id: ${id}\nevent: saga\ndata: {"saga_id":"${saga}"}\n\n`;

it("reads every change with the operator's token, however the bytes are cut", async () => {
  const first = line();
  const { calls } = follow([() => first.response]);
  await settle();
  const text = change(1, "a") + change(2, "b");
  for (const character of text) first.send(character);
  await settle();
  expect(seen).toEqual(["a", "b"]);
  expect(states).toEqual(["connecting", "live"]);
  expect(calls[0]?.headers.get("Authorization")).toBe("Bearer token");
  expect(calls[0]?.headers.get("Last-Event-ID")).toBeNull();
});

it("goes on after the last change when the connection breaks, and takes no half of one", async () => {
  const [first, second] = [line(), line()];
  const { calls } = follow([() => first.response, () => second.response]);
  await settle();
  first.send(`: connected\nid: 7\n\n${change(8, "a")}id: 9\nevent: saga\ndata: {"saga`);
  await settle();
  first.breaks();
  await settle(2_000);
  second.send(change(9, "b"));
  await settle();
  expect(seen).toEqual(["a", "b"]);
  expect(calls[1]?.headers.get("Last-Event-ID")).toBe("8");
  expect(states).toEqual(["connecting", "live", "reconnecting", "live"]);
});

it("can resume before the first change: the greeting names where it stands", async () => {
  const [first, second] = [line(), line()];
  const { calls } = follow([() => first.response, () => second.response]);
  await settle();
  first.send(": connected\nid: 7\n\n");
  await settle();
  first.end();
  await settle(1_000);
  expect(calls[1]?.headers.get("Last-Event-ID")).toBe("7");
});

it("comes back with a fresh token when the stream ends with the old one", async () => {
  const [first, second] = [line(), line()];
  const { calls } = follow([
    () => first.response,
    () => refusal(401, "TOKEN_EXPIRED"),
    () => signedIn("fresh"),
    () => second.response,
  ]);
  await settle();
  first.end();
  await settle(1_000);
  expect(calls.map(({ path }) => path.split("/").pop())).toEqual(["stream", "stream", "refresh", "stream"]);
  expect(calls[3]?.headers.get("Authorization")).toBe("Bearer fresh");
  expect(states.at(-1)).toBe("live");
});

it("waits longer from failure to failure, and says when the connection is lost", async () => {
  const offline = (): Promise<Response> => Promise.reject(new TypeError("failed"));
  const { calls } = follow([offline, offline, () => refusal(502, "DEPENDENCY_UNAVAILABLE"), () => line().response]);
  await settle();
  const counts = [calls.length];
  for (const ms of [2_000, 4_000, 8_000]) {
    await settle(ms - 1);
    counts.push(calls.length);
    await settle(1);
  }
  expect(counts).toEqual([1, 1, 2, 3]);
  expect(states).toEqual(["connecting", "reconnecting", "reconnecting", "lost", "live"]);
});

it("notices a connection that died without a word", async () => {
  const [first, second] = [line(), line()];
  const { calls } = follow([() => first.response, () => second.response]);
  await settle();
  first.send(": ping\n\n");
  await settle(39_000);
  first.send(": ping\n\n");
  await settle(39_000);
  expect(calls).toHaveLength(1);
  await settle(3_000);
  expect(calls).toHaveLength(2);
});

it.each([
  [() => refusal(403, "FORBIDDEN"), "FORBIDDEN"],
  [() => refusal(401, "SESSION_REVOKED"), "SESSION_REVOKED"],
])("throws a refusal that asking again would not change", async (answer, code) => {
  const { calls, done } = follow([answer]);
  await settle();
  expect(await done).toMatchObject({ code });
  expect(await done).toBeInstanceOf(ApiProblem);
  expect(calls).toHaveLength(1);
});

it("ends quietly when it is stopped", async () => {
  const { calls, done } = follow([() => line().response, () => json({})]);
  await settle();
  stop.abort();
  await settle(60_000);
  expect(await done).toBeUndefined();
  expect(calls).toHaveLength(1);
});
