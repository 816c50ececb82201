import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { useSay } from "@/components/Toast";
import { type Ride, type RideState, useStepRide } from "./queries";

/** Takes a ride a step further, says so, and offers the way back. */
export function useRideSteps() {
  const t = useTranslations("taxi");
  const say = useSay();
  const problemText = useProblemText();
  const { mutateAsync, isPending } = useStepRide();
  const step = async (ride: Ride, to: Exclude<RideState, "cancelado">, isUndo = false): Promise<void> => {
    const from = ride.estado;
    try {
      const saved = await mutateAsync({ ride, to });
      const told = t("stepped", { animal: ride.animal, state: t(`state.${to}`) });
      const back = { label: t("undo"), onClick: () => void step(saved, from as typeof to, true) };
      say.done(told, isUndo ? undefined : { ...back, about: `ride ${ride.id}` });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      say.failed(problemText(error));
    }
  };
  return { step, busy: isPending };
}
