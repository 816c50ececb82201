import { useEffect, useEffectEvent, useState } from "react";
import { followSagas } from "@/api/opsStream";
import type { Connection } from "@/api/sagaStream";
import { ApiProblem } from "@/api/client";
import type { SagaSummary } from "./types";

export type Liveness = Connection | "paused" | "refused";

/**
 * Every saga's changes while not paused. `onOpen` is called whenever the stream (re)opens: what happened before it did
 * was not told, so whoever shows a list reads it again.
 */
export function useSagaStream({
  paused = false,
  onChange,
  onOpen,
}: {
  paused?: boolean;
  onChange: (saga: SagaSummary) => void;
  onOpen: () => void;
}): Liveness {
  const [connection, setConnection] = useState<Connection | "refused">("connecting");
  const change = useEffectEvent(onChange);
  const tell = useEffectEvent((next: Connection | "refused") => {
    setConnection(next);
    if (next === "live") onOpen();
  });
  useEffect(() => {
    if (paused) return undefined;
    const stop = new AbortController();
    const { signal } = stop;
    const whileWanted =
      <T>(act: (value: T) => void) =>
      (value: T) => {
        if (!signal.aborted) act(value);
      };
    void followSagas({
      onChange: whileWanted((saga: SagaSummary) => change(saga)),
      onConnection: whileWanted((next: Connection) => tell(next)),
      signal,
    }).catch((error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
      if (!signal.aborted) tell("refused");
    });
    return () => stop.abort();
  }, [paused]);
  return paused ? "paused" : connection;
}
