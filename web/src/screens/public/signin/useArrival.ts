import Router from "next/router";
import { useEffect, useState } from "react";
import { ApiProblem } from "@/api/client";
import { CLOSED_SHOPS } from "@/frames/RequireSession";
import { resume, signInWithCode } from "@/session";
import { takeCode } from "./code";

/** `looking` until it is known whether the address brings a code; `opening` while that is exchanged. */
export type Arrival = "looking" | "opening" | "plain" | "deadCode";

/** A code in the address signs in at once; without one the session of this host, if any, is taken up. */
export function useArrival(): Arrival {
  const [arrival, setArrival] = useState<Arrival>("looking");
  useEffect(() => {
    void arrive(setArrival);
  }, []);
  return arrival;
}

async function arrive(tell: (arrival: Arrival) => void): Promise<void> {
  const code = takeCode();
  tell(code === undefined ? "plain" : "opening");
  if (code === undefined) return resume();
  try {
    await signInWithCode(code);
    await Router.replace("/inicio");
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const closed = CLOSED_SHOPS[error.code];
    if (closed) {
      await Router.replace(closed);
      return;
    }
    tell("deadCode");
    await resume();
  }
}
