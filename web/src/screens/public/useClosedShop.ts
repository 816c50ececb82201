import { useRouter } from "next/router";
import { useEffect } from "react";
import { CLOSED_SHOPS } from "@/frames/RequireSession";
import { useSite } from "@/site";
import { useShopHere } from "./signin/useShopHere";

const AGAIN_MS = 30_000;

/** For a page that says a shop is closed: looks whether that is so, and leads to the door of one that is open. */
export function useClosedShop(page: "/sem-loja" | "/suspensa"): void {
  const router = useRouter();
  const site = useSite();
  const here = useShopHere(site, { againMs: AGAIN_MS });
  // What was known before may be just what changed.
  const isKnown = here.isFetchedAfterMount && !here.isFetching;
  const found = here.isSuccess ? "/entrar" : here.error && CLOSED_SHOPS[here.error.code];
  const elsewhere = isKnown && found && found !== page ? found : undefined;
  useEffect(() => {
    if (elsewhere) void router.replace(elsewhere);
  }, [router, elsewhere]);
}
