import type { Health, ServiceHealth } from "@/api/health";

/** How a service stands, and since when: as this page saw it. `before` is what it was until then. */
export type Seen = { name: string; state: ServiceHealth; since: number; before: ServiceHealth | undefined };

/** The services after another look: those that changed begin anew, those that are bad come first. */
export function withLook(seen: readonly Seen[], health: Health, at: number): Seen[] {
  const next = Object.entries(health).map(([name, state]) => {
    const known = seen.find((one) => one.name === name);
    if (known?.state === state) return known;
    return { name, state, since: at, before: known?.state };
  });
  return next.sort((a, b) => rank(a) - rank(b));
}

const RANK: Record<ServiceHealth, number> = { unreachable: 0, "not ready": 1, ready: 2 };

function rank({ state }: Seen): number {
  return RANK[state];
}
