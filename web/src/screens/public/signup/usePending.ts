import { useMemo, useSyncExternalStore } from "react";
import { parsePending, type PendingSignup, pendingText, watchPending } from "@/storage/signup";

/** The sign-up that this device began and has not seen the end of. */
export function usePending(): PendingSignup | undefined {
  const text = useSyncExternalStore(watchPending, pendingText, () => null);
  return useMemo(() => parsePending(text), [text]);
}
