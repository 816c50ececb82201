import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ApiProblem, api, unwrap } from "@/api/client";
import type { Plan, Repair } from "./types";

/** Keys: all of `["ops", "reconcile"]` is read again after a scan or a repair. */
export const RECONCILE = ["ops", "reconcile"] as const;
const RUNNING_MS = 2_000;
const PAGE = 100;

export function useReport(kind: string | undefined) {
  return useInfiniteQuery({
    queryKey: [...RECONCILE, "report", kind],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(kind && { kind }), ...(pageParam && { cursor: pageParam }) };
      return unwrap(api.GET("/api/v1/ops/reconcile", { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.running ? RUNNING_MS : false),
  });
}

export function useCopies() {
  return useQuery({
    queryKey: [...RECONCILE, "copies"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/ops/reconcile/copies", { signal })),
  });
}

export function useCopy(id: string, wanted: boolean) {
  return useQuery({
    queryKey: [...RECONCILE, "copy", id],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/ops/reconcile/copies/{copy_id}", { params: { path: { copy_id: id } }, signal })),
    enabled: wanted,
  });
}

/** Compares everything with everything, now. */
export async function scan(): Promise<void> {
  await unwrap(api.POST("/api/v1/ops/reconcile", { body: { scan: true, dry_run: true } }));
}

/** What a repair of these would do; changes nothing. */
export async function readPlan(findings: string[], signal: AbortSignal): Promise<Plan> {
  const answer = await unwrap(api.POST("/api/v1/ops/reconcile", { body: { findings, dry_run: true }, signal }));
  if (!("set_digest" in answer)) throw new ApiProblem({ status: 200, code: "BAD_ANSWER" });
  return answer;
}

/** Does exactly what the plan said, or nothing. */
export async function repair(findings: string[], plan: Plan, reason: string): Promise<Repair> {
  const body = { findings, dry_run: false, set_digest: plan.set_digest, reason };
  const answer = await unwrap(api.POST("/api/v1/ops/reconcile", { body }));
  if (!("dry_run" in answer) || "set_digest" in answer) throw new ApiProblem({ status: 200, code: "BAD_ANSWER" });
  return answer;
}
