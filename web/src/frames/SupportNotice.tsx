import { LifeBuoy, LogOut } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { useSession } from "@/session";
import { leave } from "./leave";

/** Stays in sight while an operator is in a shop that is not his: whose it is, until when, and why. */
export function SupportNotice() {
  const t = useTranslations("frame.support");
  const format = useFormatter();
  const { account } = useSession();
  const visit = account?.impersonation;
  if (!visit) return null;
  const until = format.dateTime(new Date(visit.expires_at), { timeStyle: "short" });
  return (
    <aside
      aria-label={t("title")}
      className="sticky top-0 z-30 flex flex-wrap items-center gap-x-4 gap-y-2 border-b-2 border-warn bg-warn-tint px-4 py-2.5 text-warn sm:px-6"
    >
      <LifeBuoy aria-hidden className="size-5 shrink-0" />
      <p className="min-w-0 flex-1 basis-60 text-ink">
        <strong>{t("text", { shop: account.tenant?.name ?? "", until })}</strong>{" "}
        <span className="wrap-anywhere">{t("reason", { reason: visit.reason })}</span>
      </p>
      <Button look="secondary" size="sm" icon={<LogOut aria-hidden className="size-4" />} data-leaves onClick={leave}>
        {t("leave")}
      </Button>
    </aside>
  );
}
