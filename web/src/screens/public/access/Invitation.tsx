import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, type ApiProblem, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { useFragment } from "@/base/useFragment";
import { ErrorState, Skeleton } from "@/components/States";
import { TextLink } from "@/components/TextLink";
import { DeadLink, isDead } from "./DeadLink";
import { InvitationForm } from "./InvitationForm";
import { Page } from "./Page";

type Preview = components["schemas"]["GreetingOut"];

/** Where a shop's invitation leads: who invites, and what is missing to come in. */
export function Invitation() {
  const t = useTranslations("access.invitation");
  const token = useFragment();
  const found = useQuery<Preview, ApiProblem>({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) =>
      unwrap(api.POST("/api/v1/auth/invitations/preview", { body: { token: token ?? "" }, signal })),
    enabled: Boolean(token),
  });
  if (token === "" || isDead(found.error)) {
    return (
      <Page title={t("title")}>
        <DeadLink action={<TextLink href="/entrar">{t("signIn")}</TextLink>}>{t("dead")}</DeadLink>
      </Page>
    );
  }
  if (found.error) {
    return (
      <Page title={t("title")}>
        <ErrorState error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />
      </Page>
    );
  }
  if (!token || !found.data) return <Skeleton lines={3} />;
  const { shop, email, role } = found.data;
  return (
    <Page title={t("greeting", { shop })} lead={t("lead", { email, role: t(`role.${role}`) })}>
      <InvitationForm token={token} email={email} />
    </Page>
  );
}
