import { type SyntheticEvent, useId, useState } from "react";
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
  const id = useId();
  const { disable } = useFactorSteps();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const close = () => {
    setPassword("");
    setCode("");
    disable.reset();
    onClose();
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const onSuccess = () => {
      say.done(t("off"));
      close();
    };
    disable.mutate({ password, code: code.trim() }, { onSuccess });
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t("disable")}
      lead={t("disableLead")}
      actions={
        <Button
          type="submit"
          form={id}
          look="danger"
          disabled={password === "" || code.trim() === ""}
          busy={disable.isPending}
        >
          {t("disable")}
        </Button>
      }
    >
      <FactorProblem problem={disable.error} />
      <form id={id} noValidate onSubmit={send} className="flex flex-col gap-4">
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
      </form>
    </Dialog>
  );
}
