import { useEffect, useState } from "react";

const PACE_MS = 320;

/** Follows a count one at a time, so that the eye sees each step; at once for who asked for less motion. */
export function usePaced(count: number): number {
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (shown >= count) return undefined;
    const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const timer = setTimeout(() => setShown(isStill ? count : shown + 1), isStill ? 0 : PACE_MS);
    return () => clearTimeout(timer);
  }, [shown, count]);
  return Math.min(shown, count);
}
