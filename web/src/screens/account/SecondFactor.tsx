import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { DisableFactor } from "./DisableFactor";
import { EnableFactor } from "./EnableFactor";
import { Part } from "./Part";
import { useSecondFactor } from "./queries";

/** Whether a code is asked for beside the password, and the way there and back. */
export function SecondFactor() {
  const t = useTranslations("account.factor");
  const factor = useSecondFactor();
  // Kept apart from the state itself: the recovery codes are read when it is on already.
  const [deed, setDeed] = useState<"enable" | "disable">();
  const close = () => setDeed(undefined);
  return (
    <Part title={t("title")} lead={t("lead")}>
      {factor.isPending && <Skeleton lines={1} />}
      {factor.error && (
        <ErrorState error={factor.error} onRetry={() => void factor.refetch()} busy={factor.isFetching} />
      )}
      {factor.data?.totp && (
        <p className="flex flex-wrap items-center gap-3">
          <Badge tone="ok" icon={<ShieldCheck aria-hidden />}>
            {t("on")}
          </Badge>
          <span className="text-ink-soft">{t("left", { count: factor.data.recovery_codes_left })}</span>
        </p>
      )}
      {factor.data && (
        <Button
          look="secondary"
          className="self-start"
          onClick={() => setDeed(factor.data.totp ? "disable" : "enable")}
        >
          {t(factor.data.totp ? "disable" : "enable")}
        </Button>
      )}
      <EnableFactor open={deed === "enable"} onClose={close} />
      <DisableFactor open={deed === "disable"} onClose={close} />
    </Part>
  );
}
