import { useEffect, useState } from "react";
import type { Saga } from "@/api/sagaStream";

const TICK_MS = 250;

/** How long it has taken: the server's measure, and what has passed here since it was told. */
export function useElapsed(saga: Saga | undefined, isRunning: boolean): number {
  const [since, setSince] = useState(0);
  useEffect(() => {
    if (!saga || !isRunning) return undefined;
    const heardAt = performance.now();
    const tick = () => setSince(performance.now() - heardAt);
    const timer = setInterval(tick, TICK_MS);
    return () => {
      clearInterval(timer);
      setSince(0);
    };
  }, [saga, isRunning]);
  return (saga?.duration_ms ?? 0) + (isRunning ? since : 0);
}
