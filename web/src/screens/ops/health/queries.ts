import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { readHealth } from "@/api/health";
import type { components } from "@/api/schema";

export type Tenant = components["schemas"]["ProvisioningTenantOut"];
export const TENANT_STATUSES = ["active", "provisioning", "suspended", "failed", "deleting", "deleted"] as const;
export type TenantStatus = (typeof TENANT_STATUSES)[number];

const REFRESH_MS = 5_000;
const PAGE = 25;

/** Every 5 s while the page is in sight. */
export function useHealth(paused: boolean) {
  return useQuery({
    queryKey: ["ops", "health"],
    queryFn: ({ signal }) => readHealth(signal),
    refetchInterval: paused ? false : REFRESH_MS,
    staleTime: 0,
    // The next look comes soon enough, and what is away should be said at once.
    retry: false,
  });
}

/** How many messages are parked in each service. */
export function useParkedCount(paused: boolean) {
  return useQuery({
    queryKey: ["ops", "parking", "counts"],
    queryFn: async ({ signal }) => {
      const page = await unwrap(api.GET("/api/v1/ops/parking", { params: { query: { limit: 1 } }, signal }));
      return Object.values(page.counts).reduce((sum, service) => sum + (service.parked ?? 0), 0);
    },
    refetchInterval: paused ? false : REFRESH_MS,
  });
}

export function useSagaFigures(paused: boolean) {
  return useQuery({
    queryKey: ["ops", "figures", "sagas"],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET("/api/v1/ops/sagas", { params: { query: { limit: 1 } }, signal }))).counts,
    refetchInterval: paused ? false : REFRESH_MS,
  });
}

export function useTenants(q: string, status: TenantStatus | undefined, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ["ops", "tenants", q, status],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: PAGE,
        ...(q && { q }),
        ...(status && { status }),
        ...(pageParam && { cursor: pageParam }),
      };
      return unwrap(api.GET("/api/v1/ops/tenants", { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    enabled,
  });
}
