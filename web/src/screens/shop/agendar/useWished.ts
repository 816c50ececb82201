import { useRouter } from "next/router";
import { useCallback, useState } from "react";
import { asId } from "../record/useRecordId";

/** What a new booking begins with: an empty place on the agenda, an animal whose page one comes from, or nothing. */
export type Wished = { animalId?: number; date?: string; minute?: number; profissionalId?: number };

/** Whether the form for a new booking is open; `?agendar=<animal>` or `?agendar=novo` opens it from other pages. */
export function useWished() {
  const router = useRouter();
  const [wished, setWished] = useState<Wished | null>(null);
  const asked = router.query.agendar;
  const done = useCallback(() => {
    setWished(null);
    if (router.query.agendar === undefined) return;
    const query = Object.fromEntries(Object.entries(router.query).filter(([name]) => name !== "agendar"));
    void router.replace({ pathname: router.pathname, query }, undefined, { shallow: true });
  }, [router]);
  return { wished: wished ?? (typeof asked === "string" ? fromAddress(asked) : null), wish: setWished, done };
}

function fromAddress(asked: string): Wished | null {
  if (asked === "novo") return {};
  const animalId = asId(asked);
  return typeof animalId === "number" ? { animalId } : null;
}
