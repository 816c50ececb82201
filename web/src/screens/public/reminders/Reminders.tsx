import { BellOff, BellRing } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { Title } from "@/base/Title";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Card, PageHeader } from "@/components/Card";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { useOptOut } from "./useOptOut";

// Not our key, cut off, or brought to another shop's address: one and the same to who holds it.
const NOT_VALID = new Set(["NOT_FOUND", "TENANT_MISMATCH", "TENANT_NOT_FOUND", "VALIDATION_ERROR"]);

/** Where the last line of a reminder leads: to end a shop's reminders, and to have them again. */
export function Reminders() {
  const t = useTranslations("reminders");
  return (
    <div className="mx-auto w-full max-w-xl flex-1 px-4 pt-6 sm:px-6">
      <Title>{t("title")}</Title>
      <PageHeader title={t("title")} />
      <Choice />
    </div>
  );
}

function Choice() {
  const t = useTranslations("reminders");
  const problemText = useProblemText();
  const { token, found, change } = useOptOut();
  if (token === "" || (found.error && NOT_VALID.has(found.error.code))) {
    return (
      <EmptyState picture={<BellOff />} title={t("unknown")}>
        {t("unknownText")}
      </EmptyState>
    );
  }
  if (found.error)
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />;
  if (!found.data) return <Skeleton lines={2} />;
  const { shop, recipient, opted_out: isOut } = found.data;
  const values = { shop, recipient, b: (text: ReactNode) => <b className="break-words">{text}</b> };
  return (
    <Card className="flex flex-col items-start gap-5">
      <div role="status" className="flex flex-col gap-2">
        {isOut && <h2 className="text-xl font-bold">{t("stopped")}</h2>}
        <p className="break-words">{t.rich(isOut ? "stoppedText" : "getting", values)}</p>
        {!isOut && <p className="text-ink-soft">{t("stopLead")}</p>}
      </div>
      {change.error && (
        <Banner kind="danger" title={t("failed")} className="w-full">
          {problemText(change.error)}
        </Banner>
      )}
      <Button
        look={isOut ? "secondary" : "primary"}
        busy={change.isPending}
        icon={isOut ? <BellRing aria-hidden className="size-5" /> : <BellOff aria-hidden className="size-5" />}
        onClick={() => change.mutate(isOut ? "again" : "stop")}
      >
        {t(isOut ? "again" : "stop")}
      </Button>
    </Card>
  );
}
