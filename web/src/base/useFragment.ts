import { useSyncExternalStore } from "react";

/** What stands behind `#`: undefined in the prerendered page and while it hydrates, "" where nothing does. */
export function useFragment(): string | undefined {
  return useSyncExternalStore(
    onHashChange,
    () => window.location.hash.slice(1),
    () => undefined,
  );
}

function onHashChange(tell: () => void): () => void {
  window.addEventListener("hashchange", tell);
  return () => window.removeEventListener("hashchange", tell);
}
