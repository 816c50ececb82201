import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { useSay } from "@/components/Toast";

type Restoring = Pick<UseMutationResult<unknown, Error, number>, "mutateAsync">;

/** Brings a deleted record back, and says so or why not. */
export function useRestoring({ mutateAsync }: Restoring): (row: { id: number; nome: string }) => void {
  const t = useTranslations("animal.removed");
  const say = useSay();
  const text = useProblemText();
  return ({ id, nome }) => {
    mutateAsync(id)
      .then(() => say.done(t("restored", { nome })))
      .catch((error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        say.failed(error.code === "WRONG_STATE" ? t("cannot") : text(error));
      });
  };
}
