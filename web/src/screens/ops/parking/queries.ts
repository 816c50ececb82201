import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { GroupId, MessageStatus, Replay } from "./types";

/** Keys: all of `["ops", "parking"]` is read again after something was sent or given up. */
export const PARKING = ["ops", "parking"] as const;
const REFRESH_MS = 10_000;
const RUNNING_MS = 1_000;
const PAGE = 25;

export function useGroups(paused: boolean) {
  return useQuery({
    queryKey: [...PARKING, "groups"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/ops/parking/groups", { signal })),
    refetchInterval: paused ? false : REFRESH_MS,
  });
}

/** Replays, newest first; read again and again while one of them runs. */
export function useReplays() {
  return useQuery({
    queryKey: [...PARKING, "replays"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/ops/parking/replays", { params: { query: { limit: 20 } }, signal })),
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? RUNNING_MS : false),
  });
}

/** How one replay stands, each second while it runs. */
export function useReplay(id: string | null) {
  return useQuery({
    queryKey: [...PARKING, "replay", id],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/ops/parking/replays/{replay_id}", { params: { path: { replay_id: id ?? "" } }, signal })),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && !isRunning(state.data) ? false : RUNNING_MS),
  });
}

export function useMessages(group: GroupId | undefined, status: MessageStatus | undefined) {
  return useInfiniteQuery({
    queryKey: [...PARKING, "messages", group, status],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...group, ...(status && { status }), limit: PAGE, ...(pageParam && { cursor: pageParam }) };
      return unwrap(api.GET("/api/v1/ops/parking", { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: group !== undefined,
  });
}

export function useMessage(id: number | undefined) {
  return useQuery({
    queryKey: [...PARKING, "message", id],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/ops/parking/{message}", { params: { path: { message: id ?? 0 } }, signal })),
    enabled: id !== undefined,
  });
}

export function isRunning(replay: Replay): boolean {
  return replay.status === "running";
}
