import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { type Filters, isUuid } from "./filters";
import { type Pages, withoutForgetting } from "./merge";
import { IN_FLIGHT, OLD_AFTER, type SagaState, type SagaSummary } from "./types";

/** Keys: all of `["ops", "sagas"]` is read again when the stream (re)opens. */
export const SAGAS = ["ops", "sagas"] as const;
export const LISTS = [...SAGAS, "list"] as const;
export const COUNTS = [...SAGAS, "counts"] as const;
export const NEEDY = [...SAGAS, "needy"] as const;
export const sagaKey = (id: string) => [...SAGAS, "one", id] as const;

const PAGE = 25;
const MINUTE_MS = 60_000;

export const listKey = (filters: Filters) => [...LISTS, filters] as const;

export function useSagaList(filters: Filters, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: listKey(filters),
    queryFn: ({ pageParam, signal }) => {
      const query = { ...asParams(filters), limit: PAGE, ...(pageParam && { cursor: pageParam }) };
      return unwrap(api.GET("/api/v1/ops/sagas", { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    structuralSharing: (known, answer) =>
      known === undefined ? answer : withoutForgetting(known as Pages, answer as Pages, filters),
    enabled,
  });
}

/** How many sagas there are in each state, whatever the filters say. */
export function useSagaCounts() {
  return useQuery({
    queryKey: COUNTS,
    queryFn: async ({ signal }) => {
      const page = await unwrap(api.GET("/api/v1/ops/sagas", { params: { query: { limit: 1 } }, signal }));
      return page.counts;
    },
  });
}

/** What waits for a person: undoings that failed, and what is under way for too long; oldest first. */
export function useNeedySagas() {
  return useQuery({
    queryKey: NEEDY,
    queryFn: async ({ signal }) => {
      const failed = readAll({ state: ["COMPENSATION_FAILED"] }, signal);
      const old = readAll({ state: IN_FLIGHT, older_than: OLD_AFTER }, signal);
      const items = (await Promise.all([failed, old])).flat();
      return items.sort((a, b) => a.started_at.localeCompare(b.started_at));
    },
    // A saga grows old without an event.
    refetchInterval: MINUTE_MS,
  });
}

export function useSagaDetail(id: string | undefined) {
  return useQuery({
    queryKey: sagaKey(id ?? ""),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/ops/sagas/{saga_id}", { params: { path: { saga_id: id ?? "" } }, signal })),
    enabled: id !== undefined,
  });
}

async function readAll(
  query: { state: SagaState[]; older_than?: string },
  signal: AbortSignal,
): Promise<SagaSummary[]> {
  const page = await unwrap(api.GET("/api/v1/ops/sagas", { params: { query: { ...query, limit: 200 } }, signal }));
  return page.items;
}

function asParams({ states, q, olderThan }: Filters) {
  return {
    ...(states.length > 0 && { state: states }),
    ...(q.trim() && (isUuid(q) ? { tenant: q.trim() } : { q: q.trim() })),
    ...(olderThan && { older_than: olderThan }),
  };
}
