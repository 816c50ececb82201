import {
  CalendarDays,
  Car,
  ClipboardList,
  History,
  Hourglass,
  House,
  IdCard,
  PawPrint,
  Scissors,
  Settings,
  Syringe,
  UserCog,
  UserRound,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useSession } from "@/session";
import { AppFrame, type Place } from "./AppFrame";
import { RequireSession } from "./RequireSession";
import { SupportNotice } from "./SupportNotice";

/** Around every screen of a shop, for who belongs to it. */
function ShopFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("frame.shop");
  const { account } = useSession();
  const places: Place[] = [
    { href: "/inicio", label: t("home"), Icon: House },
    { href: "/hoje", label: t("today"), Icon: ClipboardList },
    { href: "/agenda", label: t("agenda"), Icon: CalendarDays },
    { href: "/tutores", label: t("tutores"), Icon: Users },
    { href: "/animais", label: t("animais"), Icon: PawPrint },
  ];
  const waiting = { href: "/espera", label: t("waiting"), Icon: Hourglass };
  const taxi = { href: "/taxi", label: t("taxi"), Icon: Car };
  const services = { href: "/servicos", label: t("servicos"), Icon: Scissors };
  const people = { href: "/profissionais", label: t("profissionais"), Icon: UserRound };
  const vaccines = { href: "/vacinas", label: t("vaccines"), Icon: Syringe };
  const settings = { href: "/configuracoes", label: t("settings"), Icon: Settings };
  const team = { href: "/equipe", label: t("team"), Icon: IdCard };
  const own = { href: "/conta", label: t("account"), Icon: UserCog };
  const history = { href: "/historico", label: t("history"), Icon: History };
  const shop = [waiting, taxi, services, people, vaccines];
  const more = {
    owner: [...shop, settings, team, history, own],
    manager: [...shop, settings, team, own],
    support: [...shop, settings, history],
  }[account?.user.role ?? ""];
  return (
    <>
      <SupportNotice />
      <AppFrame name={account?.tenant?.name ?? ""} home="/inicio" places={places} more={more ?? [...shop, own]}>
        {children}
      </AppFrame>
    </>
  );
}

/** `offline`: what the page shows while there is no network to say who this is. */
export function inShopFrame(page: ReactNode, offline?: ReactNode): ReactNode {
  return (
    <RequireSession audience="shop" offline={offline}>
      <ShopFrame>{page}</ShopFrame>
    </RequireSession>
  );
}
