import Head from "next/head";
import { useRouter } from "next/router";
import { type ReactNode, useEffect } from "react";
import { BRAND } from "@/components/Logo";
import { ErrorState, Skeleton } from "@/components/States";
import { resume, useSession } from "@/session";
import { forgetPerson } from "@/storage/forget";
import { forgetDay, lastDay } from "@/storage/lastDay";

export type Audience = "shop" | "operator";

/** Shows its children to who is signed in and meant; sends everybody else to sign in, and back afterwards. */
export function RequireSession({
  audience,
  offline,
  children,
}: {
  audience: Audience;
  /** What can be read while there is no network to say who this is. */
  offline?: ReactNode;
  children: ReactNode;
}) {
  const router = useRouter();
  const session = useSession();
  const allowed = session.account !== null && isMeant(session.account.user.role, audience);
  const elsewhere = session.status === "signed-out" || (session.status === "signed-in" && !allowed);
  useEffect(() => {
    void resume();
  }, []);
  useEffect(() => {
    // Also where another tab signed out: what was typed here is not for the next person.
    if (session.endedBy === "user") forgetPerson();
    // However it ended: who is dismissed reads no customers here, with or without a network.
    else if (elsewhere) forgetDay();
  }, [session.endedBy, elsewhere]);
  useEffect(() => {
    if (!elsewhere || !router.isReady) return;
    const back = encodeURIComponent(router.asPath);
    void router.replace(session.endedBy === "user" ? "/entrar" : `/entrar?voltar=${back}`);
  }, [elsewhere, router, session.endedBy]);
  useEffect(() => {
    const closed = session.problem && CLOSED_SHOPS[session.problem.code];
    if (closed) void router.replace(closed);
  }, [router, session.problem]);
  if (session.status === "unknown" && session.problem) {
    if (offline !== undefined && session.problem.code === "OFFLINE" && lastDay() !== null) return offline;
    return (
      <Waiting>
        <ErrorState error={session.problem} onRetry={() => void resume()} />
      </Waiting>
    );
  }
  if (allowed) return children;
  return (
    <Waiting>
      <Skeleton lines={4} />
    </Waiting>
  );
}

/** A page of its own until it is known who is here: it may last as long as the system is away. */
function Waiting({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto w-full max-w-4xl p-6">
      <Head>
        <title>{BRAND}</title>
      </Head>
      <h1 className="sr-only">{BRAND}</h1>
      {children}
    </main>
  );
}

/** What the API says of a shop that takes no one, and the page that explains it. */
export const CLOSED_SHOPS: Record<string, string> = {
  TENANT_SUSPENDED: "/suspensa",
  TENANT_NOT_FOUND: "/sem-loja",
  TENANT_DELETED: "/sem-loja",
};

function isMeant(role: string, audience: Audience): boolean {
  return audience === "operator" ? role === "operator" : role !== "operator";
}
