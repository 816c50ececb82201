import { useRouter } from "next/router";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Skeleton } from "@/components/States";
import { CLOSED_SHOPS } from "@/frames/RequireSession";
import { useSession } from "@/session";
import { type Site, useSite } from "@/site";
import { ShopFront } from "../art/ShopFront";
import { AlreadyIn } from "./AlreadyIn";
import { Opening } from "./Opening";
import { SignInForm } from "./SignInForm";
import { type Arrival, useArrival } from "./useArrival";
import { useShopHere } from "./useShopHere";
import { useSignIn } from "./useSignIn";

/** The door: of everybody at the apex, of its own people at a shop. */
export function SignIn() {
  const t = useTranslations("public.signIn");
  const site = useSite();
  const arrival = useArrival();
  return (
    <div className="mx-auto grid w-full max-w-6xl flex-1 items-center gap-x-16 px-4 pt-6 sm:px-6 lg:grid-cols-2">
      <Title>{t("title")}</Title>
      <div className="mx-auto w-full max-w-md">
        {site && arrival !== "looking" ? <Door site={site} arrival={arrival} /> : <Skeleton lines={4} />}
      </div>
      <div aria-hidden className="hidden rounded-xl bg-brand-tint p-10 lg:block">
        <ShopFront {...(site?.subdomain && { name: site.subdomain })} />
      </div>
    </div>
  );
}

function Door({ site, arrival }: { site: Site; arrival: Arrival }) {
  const router = useRouter();
  const session = useSession();
  const signIn = useSignIn();
  const here = useShopHere(site);
  // The shop itself knows best: what the session heard may be over, and its page would lead back here.
  const refusal = here.error ?? (here.isSuccess ? null : session.problem);
  const closed = site.place === "shop" && refusal ? CLOSED_SHOPS[refusal.code] : undefined;
  useEffect(() => {
    if (closed) void router.replace(closed);
  }, [router, closed]);
  if (arrival === "opening" || closed) return <Opening />;
  if (session.status === "unknown" && !session.problem) return <Skeleton lines={4} />;
  if (session.status === "signed-in" && !signIn.isLeaving) {
    return <AlreadyIn account={session.account} site={site} signIn={signIn} />;
  }
  return <SignInForm site={site} shop={here.data?.name} arrival={arrival} signIn={signIn} />;
}
