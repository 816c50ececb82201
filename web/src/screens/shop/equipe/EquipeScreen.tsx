import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Button } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { TextLink } from "@/components/TextLink";
import { useSession } from "@/session";
import { Invitations } from "./Invitations";
import { InviteDialog } from "./InviteDialog";
import { People } from "./People";
import { rolesGivenBy } from "./roles";

/** Who works in the shop, and who was asked to. */
export function EquipeScreen() {
  const t = useTranslations("team");
  const { account } = useSession();
  const [isInviting, setInviting] = useState(false);
  const roles = rolesGivenBy(account?.user.role ?? "");
  return (
    <>
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={t.rich("lead", { link: (text) => <TextLink href="/profissionais">{text}</TextLink> })}
        action={
          <Button icon={<UserPlus aria-hidden className="size-5" />} onClick={() => setInviting(true)}>
            {t("invite")}
          </Button>
        }
      />
      <div className="flex flex-col gap-8">
        <People roles={roles} me={account?.user.id ?? ""} />
        <Invitations />
      </div>
      <InviteDialog open={isInviting} onClose={() => setInviting(false)} roles={roles} />
    </>
  );
}
