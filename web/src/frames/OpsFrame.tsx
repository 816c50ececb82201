import { Activity, GitCompareArrows, HeartPulse, MailWarning, Send, UserCog } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { AppFrame } from "./AppFrame";
import { RequireSession } from "./RequireSession";

/** Around the operators' screens. */
function OpsFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("frame.ops");
  const places = [
    { href: "/ops/sagas", label: t("sagas"), Icon: Activity },
    { href: "/ops/mensagens", label: t("parking"), Icon: MailWarning },
    { href: "/ops/envios", label: t("letters"), Icon: Send },
    { href: "/ops/conciliacao", label: t("reconcile"), Icon: GitCompareArrows },
    { href: "/ops/saude", label: t("health"), Icon: HeartPulse },
  ];
  const more = [{ href: "/ops/conta", label: t("account"), Icon: UserCog }];
  return (
    <AppFrame name={t("name")} home="/ops/sagas" places={places} more={more}>
      {children}
    </AppFrame>
  );
}

export function inOpsFrame(page: ReactNode): ReactNode {
  return (
    <RequireSession audience="operator">
      <OpsFrame>{page}</OpsFrame>
    </RequireSession>
  );
}
