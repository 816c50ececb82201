import { useState } from "react";
import { useSession } from "@/session";
import { readDraft, writeDraft } from "@/storage/draft";

/** What has been done of a visit, as ticked at this table: it stays in this tab and goes with the session. */
export function useTicks(visitId: number) {
  const { account } = useSession();
  const owner = account?.user.id ?? "";
  const name = `visit-ticks:${visitId}`;
  const [ticked, setTicked] = useState(() => asTicks(readDraft(owner, name)));
  const tick = (index: number): void => {
    const next = new Set(ticked);
    if (!next.delete(index)) next.add(index);
    setTicked(next);
    writeDraft(owner, name, [...next]);
  };
  return { ticked, tick };
}

function asTicks(stored: unknown): ReadonlySet<number> {
  return new Set(Array.isArray(stored) ? stored.filter((one) => typeof one === "number") : []);
}
