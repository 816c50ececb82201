import { type SyntheticEvent, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { TextField } from "@/components/Field";
import { PasswordField } from "@/screens/public/PasswordField";
import { FactorProblem } from "./FactorProblem";
import { useFactorSteps } from "./queries";
import { RecoveryCodes } from "./RecoveryCodes";
import { SecretKey } from "./SecretKey";

/** Password, then the app's first code, then the recovery codes, which are shown this once. */
export function EnableFactor({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("account.factor");
  const id = useId();
  const { setUp, enable } = useFactorSteps();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const close = () => {
    setPassword("");
    setCode("");
    setUp.reset();
    enable.reset();
    onClose();
  };
  const next = (event: SyntheticEvent) => {
    event.preventDefault();
    if (setUp.data) enable.mutate(code.trim());
    else setUp.mutate(password);
  };
  if (enable.data) {
    return (
      <Dialog
        open={open}
        onClose={close}
        title={t("codesTitle")}
        lead={t("codesLead")}
        actions={<Done onDone={close} />}
      >
        <RecoveryCodes codes={enable.data.recovery_codes} />
      </Dialog>
    );
  }
  const isReady = setUp.data ? code.trim() !== "" : password !== "";
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t("enable")}
      lead={t(setUp.data ? "scanLead" : "passwordLead")}
      actions={
        <Button type="submit" form={id} disabled={!isReady} busy={setUp.isPending || enable.isPending}>
          {t("next")}
        </Button>
      }
    >
      <FactorProblem problem={setUp.data ? enable.error : setUp.error} />
      <form id={id} noValidate onSubmit={next} className="flex flex-col gap-4">
        {setUp.data ? (
          <>
            <SecretKey secret={setUp.data.secret} uri={setUp.data.otpauth_uri} />
            <TextField
              label={t("code")}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={10}
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
          </>
        ) : (
          <PasswordField
            label={t("password")}
            autoComplete="current-password"
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </form>
    </Dialog>
  );
}

function Done({ onDone }: { onDone: () => void }) {
  const t = useTranslations("account.factor");
  return <Button onClick={onDone}>{t("kept")}</Button>;
}
