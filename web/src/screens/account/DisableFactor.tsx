import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { TextField } from "@/components/Field";
import { useSay } from "@/components/Toast";
import { PasswordField } from "@/screens/public/PasswordField";
import { FactorProblem } from "./FactorProblem";
import { useFactorSteps } from "./queries";

/** Asks for both factors before one of them goes. */
export function DisableFactor({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("account.factor");
  const say = useSay();
  const { disable } = useFactorSteps();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const close = () => {
    setPassword("");
    setCode("");
    disable.reset();
    onClose();
  };
  const done = () => {
    say.done(t("off"));
    close();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t("disable")}
      lead={t("disableLead")}
      actions={
        <Button
          look="danger"
          disabled={password === "" || code.trim() === ""}
          busy={disable.isPending}
          onClick={() => disable.mutate({ password, code: code.trim() }, { onSuccess: done })}
        >
          {t("disable")}
        </Button>
      }
    >
      <FactorProblem problem={disable.error} />
      <PasswordField
        label={t("password")}
        autoComplete="current-password"
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <TextField
        label={t("anyCode")}
        autoComplete="one-time-code"
        autoCapitalize="none"
        maxLength={64}
        value={code}
        onChange={({ target }) => setCode(target.value)}
      />
    </Dialog>
  );
}
