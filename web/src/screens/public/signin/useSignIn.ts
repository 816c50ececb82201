import { useRouter } from "next/router";
import { useCallback, useRef, useState } from "react";
import { ApiProblem } from "@/api/client";
import { CLOSED_SHOPS } from "@/frames/RequireSession";
import { type Account, handOff } from "@/session";
import { place } from "@/site";
import { localPath } from "../localPath";
import { destinationOf } from "./destination";

type SignInState = {
  problem: ApiProblem | null;
  isLeaving: boolean;
  /** Signs in by the call, and goes where the account belongs. */
  enter: (call: () => Promise<Account>) => Promise<void>;
};

export function useSignIn(): SignInState {
  const router = useRouter();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const isEntering = useRef(false);
  const { locale } = router;
  const { voltar } = router.query;

  const enter = useCallback(
    async (call: () => Promise<Account>): Promise<void> => {
      // A second press comes before React has drawn the busy button.
      if (isEntering.current) return;
      isEntering.current = true;
      setProblem(null);
      setLeaving(true);
      try {
        const destination = destinationOf(await call(), place(), voltar);
        if (destination.kind === "page") await router.replace(destination.path);
        else window.location.assign(await handOff(localPath(locale, "/entrar")));
      } catch (error) {
        setLeaving(false);
        if (!(error instanceof ApiProblem)) throw error;
        const closed = CLOSED_SHOPS[error.code];
        // At the apex there is no shop's page to stand on: the refusal is told in the form.
        if (closed && place() === "shop") await router.replace(closed);
        else setProblem(error);
      } finally {
        isEntering.current = false;
      }
    },
    [router, locale, voltar],
  );
  return { problem, isLeaving, enter };
}
