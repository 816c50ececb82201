import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import type { LeaveGuard } from "./useLeaveGuard";

/** "Sair sem salvar?" */
export function LeaveDialog({ guard, onLeave }: { guard: LeaveGuard; onLeave: () => void }) {
  const t = useTranslations("shop.form.leave");
  const leave = (): void => {
    onLeave();
    guard.leave();
  };
  return (
    <Dialog
      open={guard.asking}
      onClose={guard.stay}
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          <Button look="quiet" onClick={leave}>
            {t("leave")}
          </Button>
          <Button onClick={guard.stay}>{t("stay")}</Button>
        </>
      }
    />
  );
}
