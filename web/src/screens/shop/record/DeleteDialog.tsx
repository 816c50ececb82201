import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";

/** Asks before a record goes for good; what is in use says why it stays. */
export function DeleteDialog({
  open,
  onClose,
  title,
  lead,
  inUse,
  remove,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  lead: string;
  inUse: string;
  /** Deletes, says so and leaves the page. */
  remove: () => Promise<void>;
}) {
  const t = useTranslations("shop.record");
  const common = useTranslations("common");
  const { busy, trouble, run, forget } = useRemoval(remove, inUse);
  const close = (): void => {
    forget();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      lead={lead}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common("cancel")}
          </Button>
          <Button look="danger" busy={busy} onClick={() => void run()}>
            {t("delete")}
          </Button>
        </>
      }
    >
      {trouble && <Banner kind="danger">{trouble}</Banner>}
    </Dialog>
  );
}

function useRemoval(remove: () => Promise<void>, inUse: string) {
  const text = useProblemText();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function run(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      await remove();
    } catch (error) {
      setBusy(false);
      if (!(error instanceof ApiProblem)) throw error;
      setTrouble(error.code === "IN_USE" ? inUse : text(error));
    }
  }
  return { busy, trouble, run, forget: () => setTrouble(null) };
}
