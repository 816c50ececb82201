import { useCallback, useRef } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { useSay } from "@/components/Toast";
import { useTellFreed } from "../espera/useTellFreed";
import { aboutBooking, type Agendamento, type Estado, useTakeStep, useUndoStep } from "./queries";

/** Takes a step, says so, and offers the way back; a refusal is said and changes nothing. */
export function useSteps() {
  const t = useTranslations("agenda");
  const say = useSay();
  const problemText = useProblemText();
  const { mutateAsync: take } = useTakeStep();
  const { mutateAsync: undo } = useUndoStep();
  const tellFreed = useTellFreed();
  const underWay = useRef(new Set<number>());
  return useCallback(
    (booking: Agendamento, status: Estado) => {
      // A second press before the first one is answered means the same step, not the next one.
      if (underWay.current.has(booking.id)) return;
      underWay.current.add(booking.id);
      const tell = (saved: Agendamento, act?: () => Promise<void>): void =>
        say.done(
          t("stepped", { animal: saved.animal, state: t(`state.${saved.status}`) }),
          act && { label: t("undo"), onClick: () => void act().catch(refused), about: aboutBooking(saved) },
        );
      const refused = (error: unknown): void => {
        if (!(error instanceof ApiProblem)) throw error;
        say.failed(problemText(error));
      };
      say.over(aboutBooking(booking));
      // Promises, since the screen may be another one before they end.
      void take({ booking, status })
        .then((saved) => {
          tell(saved, async () => tell(await undo(saved)));
          if (saved.status === "cancelado") void tellFreed(saved);
        })
        .catch(refused)
        .finally(() => underWay.current.delete(booking.id));
    },
    [say, take, undo, tellFreed, t, problemText],
  );
}
