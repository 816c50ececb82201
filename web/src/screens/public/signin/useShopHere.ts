import { useQuery } from "@tanstack/react-query";
import { api, type ApiProblem, unwrap } from "@/api/client";
import type { Site } from "@/site";

type ShopHere = { name: string; subdomain: string };

/** Whose door this is, asked before anybody signs in: a closed shop says so instead of asking for a password. */
export function useShopHere(site: Site | undefined, { againMs }: { againMs?: number } = {}) {
  return useQuery<ShopHere, ApiProblem>({
    queryKey: ["shop-here"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/tenants/here", { signal })),
    enabled: site?.place === "shop",
    // Who asks again and again wants to know how it is now, not how it was.
    ...(againMs !== undefined && { refetchInterval: againMs, staleTime: 0 }),
  });
}
