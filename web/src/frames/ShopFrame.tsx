import { History, House, IdCard, PawPrint, Scissors, UserCog, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useSession } from "@/session";
import { AppFrame } from "./AppFrame";
import { RequireSession } from "./RequireSession";
import { SupportNotice } from "./SupportNotice";

/** Around every screen of a shop, for who belongs to it. */
function ShopFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("frame.shop");
  const { account } = useSession();
  const places = [
    { href: "/inicio", label: t("home"), Icon: House },
    { href: "/tutores", label: t("tutores"), Icon: Users },
    { href: "/animais", label: t("animais"), Icon: PawPrint },
    { href: "/servicos", label: t("servicos"), Icon: Scissors },
  ];
  const team = { href: "/equipe", label: t("team"), Icon: IdCard };
  const own = { href: "/conta", label: t("account"), Icon: UserCog };
  const history = { href: "/historico", label: t("history"), Icon: History };
  const more = { owner: [team, history, own], manager: [team, own], support: [history] }[account?.user.role ?? ""];
  return (
    <>
      <SupportNotice />
      <AppFrame name={account?.tenant?.name ?? ""} home="/inicio" places={places} more={more ?? [own]}>
        {children}
      </AppFrame>
    </>
  );
}

export function inShopFrame(page: ReactNode): ReactNode {
  return (
    <RequireSession audience="shop">
      <ShopFrame>{page}</ShopFrame>
    </RequireSession>
  );
}
