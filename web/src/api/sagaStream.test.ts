import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { json, refusal, stubNetwork } from "@/testing/browser";
import { type Saga, useSaga } from "./sagaStream";

class FakeSource {
  static readonly CLOSED = 2;
  static readonly all: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  private hear: ((event: { data: string }) => void) | undefined;

  constructor(readonly url: string) {
    FakeSource.all.push(this);
  }
  addEventListener(_: "saga", hear: (event: { data: string }) => void): void {
    this.hear = hear;
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  send(state: string): void {
    act(() => this.hear?.({ data: JSON.stringify(saga(state)) }));
  }
  open(): void {
    act(() => this.onopen?.());
  }
  /** The browser tries again by itself. */
  breaks(): void {
    act(() => this.onerror?.());
  }
  /** The browser does not try again: the answer was no stream. */
  async givesUp(): Promise<void> {
    this.readyState = FakeSource.CLOSED;
    await act(async () => {
      this.onerror?.();
      await vi.advanceTimersByTimeAsync(0);
    });
  }
}

const saga = (state: string): Saga => ({ saga_id: "s-1", state, steps: [] }) as unknown as Saga;
const latest = (): FakeSource => FakeSource.all.at(-1) ?? expect.fail("no stream was opened");
const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

beforeEach(() => {
  // React's act waits by the other ones.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  FakeSource.all.length = 0;
  vi.stubGlobal("EventSource", FakeSource);
});
afterEach(() => {
  vi.useRealTimers();
});

const watch = (id: string | undefined = "s-1") =>
  renderHook(({ saga_id }) => useSaga(saga_id), { initialProps: { saga_id: id } });

it("shows the saga as it moves, and closes the stream at its end", () => {
  const { result } = watch();
  expect(result.current).toEqual({ saga: undefined, connection: "connecting", unknownId: false });
  expect(latest().url).toBe("/api/v1/provisioning/sagas/s-1/stream");
  latest().open();
  latest().send("REQUESTED");
  expect(result.current).toMatchObject({ connection: "live", saga: { state: "REQUESTED" } });
  latest().send("COMPLETED");
  expect(result.current.saga?.state).toBe("COMPLETED");
  expect(latest().readyState).toBe(FakeSource.CLOSED);
});

it.each(["ROLLED_BACK", "COMPENSATION_FAILED"])("ends at %s as well", async (state) => {
  watch();
  latest().send(state);
  await pass(60_000);
  expect(FakeSource.all).toHaveLength(1);
});

it("keeps what it knows while the browser reconnects, and says when that takes too long", () => {
  const { result } = watch();
  latest().send("REQUESTED");
  const states = [1, 2, 3].map(() => {
    latest().breaks();
    return result.current.connection;
  });
  expect(states).toEqual(["reconnecting", "reconnecting", "lost"]);
  expect(result.current.saga?.state).toBe("REQUESTED");
  latest().open();
  expect(result.current.connection).toBe("live");
});

it("looks for itself where the browser gave up, then opens the stream again", async () => {
  const calls = stubNetwork(() => json(saga("ADMIN_CREATED")));
  const { result } = watch();
  await latest().givesUp();
  expect(calls).toMatchObject([{ path: "/api/v1/provisioning/sagas/s-1" }]);
  expect(result.current).toMatchObject({ connection: "reconnecting", saga: { state: "ADMIN_CREATED" } });
  expect(FakeSource.all).toHaveLength(1);
  await pass(1_000);
  expect(FakeSource.all).toHaveLength(2);
  latest().open();
  expect(result.current.connection).toBe("live");
});

it("reaches the end by looking alone, where no stream ever opens", async () => {
  const states = ["REQUESTED", "SCHEMA_CREATED", "COMPLETED"];
  const calls = stubNetwork(() => json(saga(states.shift() ?? expect.fail("asked after the end"))));
  const { result } = watch();
  await latest().givesUp();
  await pass(1_000);
  await latest().givesUp();
  await pass(2_000);
  await latest().givesUp();
  expect(result.current).toMatchObject({ saga: { state: "COMPLETED" } });
  await pass(60_000);
  expect(calls).toHaveLength(3);
  expect(FakeSource.all).toHaveLength(3);
});

it("is lost while nothing answers, and found again", async () => {
  stubNetwork(() => Promise.reject(new TypeError("failed")));
  const { result } = watch();
  await latest().givesUp();
  expect(result.current.connection).toBe("lost");
  await pass(1_000);
  latest().send("REQUESTED");
  expect(result.current.connection).toBe("live");
});

it("knows an id that nobody issued", async () => {
  stubNetwork(() => refusal(404, "NOT_FOUND"));
  const { result } = watch();
  await latest().givesUp();
  expect(result.current.unknownId).toBe(true);
  await pass(60_000);
  expect(FakeSource.all).toHaveLength(1);
});

it("closes the stream with the page, and follows another id from its beginning", () => {
  const { result, rerender, unmount } = watch();
  latest().send("REQUESTED");
  const first = latest();
  rerender({ saga_id: "s-2" });
  expect(first.readyState).toBe(FakeSource.CLOSED);
  expect(result.current).toEqual({ saga: undefined, connection: "connecting", unknownId: false });
  unmount();
  expect(latest().readyState).toBe(FakeSource.CLOSED);
});
