import { useMutation } from "@tanstack/react-query";
import { MailCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { api, type ApiProblem, unwrap } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { useFragment } from "@/base/useFragment";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { EmptyState, Skeleton } from "@/components/States";
import { TextLink } from "@/components/TextLink";
import { DeadLink, isDead } from "./DeadLink";
import { Page } from "./Page";

/** Where the letter that proves an address leads. A press, not the visit: mail servers open links too. */
export function ConfirmEmail() {
  const t = useTranslations("access.confirm");
  const problemText = useProblemText();
  const token = useFragment();
  const confirm = useMutation<unknown, ApiProblem>({
    mutationFn: () => unwrap(api.POST("/api/v1/auth/email/verify", { body: { token: token ?? "" } })),
  });
  const goOn = <TextLink href="/inicio">{t("goOn")}</TextLink>;
  if (token === undefined) return <Skeleton lines={2} />;
  if (confirm.isSuccess) {
    return (
      <Page title={t("title")}>
        <EmptyState picture={<MailCheck />} title={t("done")} action={goOn}>
          {t("doneText")}
        </EmptyState>
      </Page>
    );
  }
  if (token === "" || isDead(confirm.error)) {
    return (
      <Page title={t("title")}>
        <DeadLink action={goOn}>{t("dead")}</DeadLink>
      </Page>
    );
  }
  return (
    <Page title={t("title")} lead={t("lead")}>
      <div className="flex flex-col gap-5">
        {confirm.error && <Banner kind="danger">{problemText(confirm.error)}</Banner>}
        <Button
          size="lg"
          wide
          busy={confirm.isPending}
          icon={<MailCheck aria-hidden className="size-5" />}
          onClick={() => confirm.mutate()}
        >
          {t("submit")}
        </Button>
      </div>
    </Page>
  );
}
