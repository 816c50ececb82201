import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { type Filters, paramsOf } from "./filters";
import { isUnderWay, type LetterDetail } from "./types";

/** Keys: all of `["ops", "letters"]` is read again after something was sent again or an address lifted. */
export const LETTERS = ["ops", "letters"] as const;
const REFRESH_MS = 10_000;
const SENDING_MS = 3_000;
const PAGE = 25;

/** Newest first, with the numbers of each state and kind on every page. */
export function useLetters(filters: Filters, { ready, paused }: { ready: boolean; paused: boolean }) {
  return useInfiniteQuery({
    queryKey: [...LETTERS, "list", filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...paramsOf(filters), limit: PAGE, ...(pageParam && { cursor: pageParam }) };
      return unwrap(api.GET("/api/v1/ops/notifications/deliveries", { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    enabled: ready,
    // Who has gone further down reads; the rows must not move away.
    refetchInterval: ({ state }) => (paused || (state.data?.pages.length ?? 1) > 1 ? false : REFRESH_MS),
  });
}

/** One letter, again and again until it has ended. */
export function useLetter(id: string | undefined) {
  return useQuery({
    queryKey: [...LETTERS, "one", id],
    queryFn: ({ signal }) => readLetter(id ?? "", signal),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? SENDING_MS : false),
  });
}

export function readLetter(id: string, signal: AbortSignal): Promise<LetterDetail> {
  const params = { path: { delivery_id: id } };
  return unwrap(api.GET("/api/v1/ops/notifications/deliveries/{delivery_id}", { params, signal }));
}

/** Sends exactly what the operator saw; a letter that has moved on is refused. */
export function resend({ id, version }: LetterDetail, reason: string): Promise<LetterDetail> {
  const call = { params: { path: { delivery_id: id } }, body: { reason, version } };
  return unwrap(api.POST("/api/v1/ops/notifications/deliveries/{delivery_id}/resend", call));
}

/** Addresses that nothing goes to, or those that were lifted; newest first. */
export function useAddresses(q: string, lifted: boolean, ready: boolean) {
  return useInfiniteQuery({
    queryKey: [...LETTERS, "addresses", q, lifted],
    queryFn: ({ pageParam, signal }) => {
      const query = { lifted, limit: PAGE, ...(q.trim() && { q: q.trim() }), ...(pageParam && { cursor: pageParam }) };
      return unwrap(api.GET("/api/v1/ops/notifications/suppressions", { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    enabled: ready,
  });
}

export async function lift(suppression: number, reason: string): Promise<void> {
  const call = { params: { path: { suppression } }, body: { reason } };
  await unwrap(api.POST("/api/v1/ops/notifications/suppressions/{suppression}/lift", call));
}
