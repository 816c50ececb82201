import { MailCheck, MailWarning } from "lucide-react";
import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { Badge } from "@/components/Badge";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { Part } from "./Part";
import { useAskVerification, useMe } from "./queries";

/** Who one is here, and whether the address is proven. */
export function EmailState() {
  const t = useTranslations("account.email");
  const problemText = useProblemText();
  const me = useMe();
  const ask = useAskVerification();
  if (me.isPending) return <Skeleton lines={2} />;
  if (me.error) return <ErrorState error={me.error} onRetry={() => void me.refetch()} busy={me.isFetching} />;
  const { user, tenant, email_verified: isProven } = me.data;
  return (
    <Part title={`${user.first_name} ${user.last_name}`}>
      <div className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 wrap-anywhere">{user.email}</span>
        {tenant && (
          <Badge
            tone={isProven ? "ok" : "warn"}
            icon={isProven ? <MailCheck aria-hidden /> : <MailWarning aria-hidden />}
          >
            {t(isProven ? "proven" : "unproven")}
          </Badge>
        )}
      </div>
      {tenant && !isProven && (
        <>
          <p className="text-ink-soft">{t("why")}</p>
          {ask.error && <Banner kind="danger">{problemText(ask.error)}</Banner>}
          {ask.isSuccess ? (
            <Banner kind="ok">{t("sent", { email: user.email })}</Banner>
          ) : (
            <Button look="secondary" className="self-start" busy={ask.isPending} onClick={() => ask.mutate()}>
              {t("send")}
            </Button>
          )}
        </>
      )}
    </Part>
  );
}
