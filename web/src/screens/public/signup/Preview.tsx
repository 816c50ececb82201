import { type Control, useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { AddressBar } from "../art/AddressBar";
import { ShopFront } from "../art/ShopFront";
import type { SignUpForm } from "./form";

/** The shop as it will stand, following what is typed. Decorative; a phone has no room for it. */
export function Preview({ control }: { control: Control<SignUpForm> }) {
  const t = useTranslations("public.signUp");
  const name = useWatch({ control, name: "company_name" }).trim();
  const subdomain = useWatch({ control, name: "subdomain" });
  return (
    <aside aria-hidden className="sticky top-8 hidden self-start rounded-xl bg-brand-tint p-8 lg:block">
      <p className="mb-4 font-semibold text-brand-strong">{t("preview")}</p>
      <AddressBar subdomain={subdomain || t("address.placeholder")} />
      <ShopFront name={name || t("yourShop")} className="mt-6" />
    </aside>
  );
}
