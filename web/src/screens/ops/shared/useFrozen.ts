import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

/** What a dialog shows, read when it opens and never again: it does not change under who reads it. */
export function useFrozen<T>(open: boolean, name: readonly unknown[], read: (signal: AbortSignal) => Promise<T>) {
  const [opening, setOpening] = useState({ open, times: 0 });
  if (opening.open !== open) setOpening({ open, times: opening.times + (open ? 1 : 0) });
  return useQuery({
    queryKey: ["ops", "frozen", ...name, opening.times],
    queryFn: ({ signal }) => read(signal),
    enabled: open,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnMount: "always",
  });
}
