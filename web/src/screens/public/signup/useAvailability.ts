import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, unwrap } from "@/api/client";
import { isSubdomain } from "./slug";

const REST_MS = 350;

export type AvailabilityState = "idle" | "checking" | "free" | "taken" | "reserved" | "invalid" | "unknown";
export type Availability = { state: AvailabilityState; suggestions: readonly string[] };

const NONE: readonly string[] = [];

export function availabilityKey(subdomain: string): readonly string[] {
  return ["availability", subdomain];
}

/** Whether a subdomain is free, asked when the fingers rest; a newer question ends the one before. */
export function useAvailability(subdomain: string): Availability {
  const rested = useRested(subdomain);
  const isAsked = isSubdomain(rested);
  const { data, isError, isFetching } = useQuery({
    queryKey: availabilityKey(rested),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/tenants/availability", { params: { query: { subdomain: rested } }, signal })),
    enabled: isAsked,
    // Never from memory: who comes back from an undone sign-up would read of a name "taken" by her own.
    staleTime: 0,
    gcTime: 0,
    retry: 1,
  });
  if (subdomain === "") return { state: "idle", suggestions: NONE };
  if (subdomain !== rested) return { state: isSubdomain(subdomain) ? "checking" : "idle", suggestions: NONE };
  if (!isAsked) return { state: "invalid", suggestions: NONE };
  if (data) return { state: data.available ? "free" : (data.reason ?? "taken"), suggestions: data.suggestions };
  return { state: isError && !isFetching ? "unknown" : "checking", suggestions: NONE };
}

/** The value once it has stood still for a moment. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
