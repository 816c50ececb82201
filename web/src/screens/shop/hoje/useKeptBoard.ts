import { useEffect } from "react";

/** Lets the browser keep the board's page and scripts, so that it opens without a network (public/sw.js). */
export function useKeptBoard(): void {
  useEffect(() => {
    // Only secure contexts have it; a browser may refuse, and the board works all the same.
    if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  }, []);
}
