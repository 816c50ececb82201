import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { Button } from "@/components/Button";
import { ErrorState } from "@/components/States";
import { type Column, Table } from "@/components/Table";
import { Ago } from "@/components/Time";
import { useSay } from "@/components/Toast";
import { MoreRows } from "./MoreRows";
import { type Invitation, useInvitations, useInvite, useWithdraw } from "./queries";

/** Who was invited and has not come yet. */
export function Invitations() {
  const t = useTranslations("team");
  const open = useInvitations();
  const columns = useColumns();
  if (open.error) return <ErrorState error={open.error} onRetry={open.retry} busy={open.busy} />;
  if (!open.rows || open.rows.length === 0) return null;
  return (
    <section aria-labelledby="convites">
      <h2 id="convites" className="mb-3 text-xl font-bold">
        {t("open")}
      </h2>
      <Table caption={t("open")} columns={columns} rows={open.rows} rowKey={(invitation) => invitation.id} />
      <MoreRows list={open} />
    </section>
  );
}

function useColumns(): Column<Invitation>[] {
  const t = useTranslations("team");
  return [
    { key: "email", title: t("email"), names: true, cell: (invitation) => invitation.email },
    { key: "role", title: t("role"), cell: (invitation) => t(`roles.${invitation.role}`) },
    { key: "ends", title: t("ends"), cell: (invitation) => <Ago at={invitation.expires_at} /> },
    {
      key: "deeds",
      title: t("deeds"),
      bare: true,
      align: "right",
      cell: (invitation) => <Deeds invitation={invitation} />,
    },
  ];
}

function Deeds({ invitation }: { invitation: Invitation }) {
  const t = useTranslations("team");
  const say = useSay();
  const problemText = useProblemText();
  const invite = useInvite();
  const withdraw = useWithdraw();
  const { email, role, id } = invitation;
  const failed = { onError: (problem: Parameters<typeof problemText>[0]) => say.failed(problemText(problem)) };
  return (
    <span className="flex flex-wrap justify-end gap-2">
      <Button
        look="secondary"
        size="sm"
        busy={invite.isPending}
        aria-label={t("againOne", { email })}
        onClick={() =>
          invite.mutate({ email, role }, { ...failed, onSuccess: () => say.done(t("invited", { email })) })
        }
      >
        {t("again")}
      </Button>
      <Button
        look="secondary"
        size="sm"
        busy={withdraw.isPending}
        aria-label={t("withdrawOne", { email })}
        onClick={() => withdraw.mutate(id, { ...failed, onSuccess: () => say.done(t("withdrawn", { email })) })}
      >
        {t("withdraw")}
      </Button>
    </span>
  );
}
