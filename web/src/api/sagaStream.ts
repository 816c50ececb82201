// One sign-up, live: the browser's own stream, and single looks where it gave up.
import { useEffect, useState } from "react";
import { backoffMs, pause } from "@/session/pause";
import { api, ApiProblem, unwrap } from "./client";
import type { components } from "./schema";

export type Saga = components["schemas"]["SagaOut"];
export type Connection = "connecting" | "live" | "reconnecting" | "lost";
export type SagaView = { saga: Saga | undefined; connection: Connection; unknownId: boolean };

const ENDS: ReadonlySet<string> = new Set(["COMPLETED", "ROLLED_BACK", "COMPENSATION_FAILED"]);
// The browser itself tries again about every three seconds.
const FAILURES_UNTIL_LOST = 3;
const LONGEST_PAUSE_MS = 4_000;
const BEFORE: SagaView = { saga: undefined, connection: "connecting", unknownId: false };

/** Whether nothing more happens to it by itself. */
export function hasEnded(saga: Saga): boolean {
  return ENDS.has(saga.state);
}

/** The saga as it moves, until it ends; `unknownId` for an id that nobody issued. */
export function useSaga(sagaId: string | undefined): SagaView {
  const [view, setView] = useState<SagaView & { of?: string }>(BEFORE);
  useEffect(() => {
    if (sagaId === undefined) return;
    const stop = new AbortController();
    const change = (news: Partial<SagaView>): void => {
      setView((last) => ({ ...(last.of === sagaId ? last : BEFORE), of: sagaId, ...news }));
    };
    void followSaga(sagaId, change, stop.signal);
    return () => {
      stop.abort();
    };
  }, [sagaId]);
  return view.of === sagaId ? view : BEFORE;
}

type Change = (news: Partial<SagaView>) => void;

async function followSaga(sagaId: string, change: Change, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const heard = await listen(sagaId, change, signal);
    if (heard === "ended") return;
    if (heard === "some") attempt = 0;
    if (await lookOnce(sagaId, change, signal)) return;
    await pause(Math.min(backoffMs(attempt), LONGEST_PAUSE_MS), signal);
  }
}

/** Until the saga ends, or the browser gives the stream up; and whether anything came. */
function listen(sagaId: string, change: Change, signal: AbortSignal): Promise<"ended" | "some" | "nothing"> {
  return new Promise((resolve) => {
    const source = new EventSource(`/api/v1/provisioning/sagas/${encodeURIComponent(sagaId)}/stream`);
    let failures = 0;
    let heard: "some" | "nothing" = "nothing";
    const close = (how: "ended" | "some" | "nothing"): void => {
      source.close();
      signal.removeEventListener("abort", onAbort);
      resolve(how);
    };
    const onAbort = (): void => {
      close("ended");
    };
    const live = (news: Partial<SagaView>): void => {
      failures = 0;
      heard = "some";
      change({ ...news, connection: "live" });
    };
    source.onopen = () => {
      live({});
    };
    source.addEventListener("saga", (event: MessageEvent<string>) => {
      const saga = JSON.parse(event.data) as Saga;
      live({ saga });
      if (hasEnded(saga)) close("ended");
    });
    source.onerror = () => {
      failures += 1;
      change({ connection: failures < FAILURES_UNTIL_LOST ? "reconnecting" : "lost" });
      if (source.readyState === EventSource.CLOSED) close(heard);
    };
    signal.addEventListener("abort", onAbort);
  });
}

/** True when there is nothing more to wait for. */
async function lookOnce(sagaId: string, change: Change, signal: AbortSignal): Promise<boolean> {
  try {
    const saga = await unwrap(
      api.GET("/api/v1/provisioning/sagas/{saga_id}", { params: { path: { saga_id: sagaId } }, signal }),
    );
    change({ saga, connection: hasEnded(saga) ? "live" : "reconnecting" });
    return hasEnded(saga);
  } catch (error) {
    if (signal.aborted) return true;
    const isUnknown = error instanceof ApiProblem && (error.status === 404 || error.status === 422);
    change(isUnknown ? { unknownId: true } : { connection: "lost" });
    return isUnknown;
  }
}
