import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { apexUrl, useSite } from "@/site";
import { AddressBar } from "./art/AddressBar";
import { ShopFront } from "./art/ShopFront";
import { localPath } from "./localPath";
import { useClosedShop } from "./useClosedShop";

/** Nobody's address: a slip of the finger, or a name still to be had. */
export function NoShop() {
  const t = useTranslations("public.noShop");
  const { locale } = useRouter();
  const site = useSite();
  useClosedShop("/sem-loja");
  const wanted = site?.subdomain ?? "";
  return (
    <div className="mx-auto grid w-full max-w-6xl flex-1 items-center gap-x-16 gap-y-10 px-4 pt-6 sm:px-6 lg:grid-cols-2">
      <Title>{t("title")}</Title>
      <div>
        {wanted && (
          <div className="mb-6 w-fit max-w-full">
            <AddressBar subdomain={wanted} />
          </div>
        )}
        <PageHeader title={t("title")} lead={t("text")} />
        <p className="mb-6 text-lg font-semibold">{t("free")}</p>
        <div className="flex flex-wrap gap-3">
          <ButtonLink
            href={site ? apexUrl(localPath(locale, `/cadastro?endereco=${encodeURIComponent(wanted)}`)) : "/cadastro"}
            size="lg"
          >
            {t("create")}
          </ButtonLink>
          <ButtonLink href={site ? apexUrl(localPath(locale, "/")) : "/"} look="secondary" size="lg">
            {t("home")}
          </ButtonLink>
        </div>
      </div>
      <div aria-hidden className="mx-auto w-full max-w-md rounded-xl bg-brand-tint p-6 sm:p-10">
        <ShopFront isVacant {...(wanted && { name: `${wanted}?` })} />
      </div>
    </div>
  );
}
