import { useTranslations } from "use-intl";
import { useSession } from "@/session";
import { Ident } from "./Ident";

/** Who did it: you, another operator by number, or the system's own schedule. */
export function Actor({ id }: { id: string }) {
  const t = useTranslations("ops.actor");
  const { account } = useSession();
  if (id === account?.user.id) return <span title={account.user.email}>{t("you")}</span>;
  if (t.has(id)) return <span>{t(id)}</span>;
  return (
    <span>
      {t("operator")} <Ident id={id} />
    </span>
  );
}
