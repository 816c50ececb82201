import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { useSay } from "@/components/Toast";
import { type Espera, useGiveUp } from "./queries";

/** Asks before somebody leaves the list: there is no way back to the same place in it. */
export function GiveUpDialog({ entry, onClose }: { entry: Espera; onClose: () => void }) {
  const t = useTranslations("espera.giveUp");
  const common = useTranslations("common");
  const say = useSay();
  const problemText = useProblemText();
  const { mutateAsync, isPending, error } = useGiveUp();
  const giveUp = async (): Promise<void> => {
    try {
      await mutateAsync(entry);
    } catch (reason) {
      if (!(reason instanceof ApiProblem)) throw reason;
      return;
    }
    say.done(t("done", { animal: entry.animal }));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { animal: entry.animal })}
      lead={t("lead")}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {common("back")}
          </Button>
          <Button look="danger" busy={isPending} onClick={() => void giveUp()}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      {error instanceof ApiProblem && <Banner kind="danger">{problemText(error)}</Banner>}
    </Dialog>
  );
}
