import { Store } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Site } from "@/site";

/** Whose door this is; `shop` is its name, once it is known. */
export function Greeting({ site, shop }: { site: Site; shop: string | undefined }) {
  const t = useTranslations("public.signIn");
  const isShop = site.subdomain !== undefined;
  return (
    <header>
      {isShop && (
        <p className="mb-3 inline-flex max-w-full items-center gap-2 rounded-full bg-glow-tint px-3 py-1 font-semibold text-glow-ink">
          <Store aria-hidden className="size-5 shrink-0" />
          <span className="truncate">{site.subdomain}</span>
        </p>
      )}
      <h1 tabIndex={-1} className="text-3xl font-bold sm:text-4xl">
        {isShop && shop ? t("shopNamed", { name: shop }) : t(isShop ? "shop" : "apex")}
      </h1>
      <p className="mt-2 text-ink-soft">
        {isShop ? t("shopLead", { address: `${site.subdomain}.${site.baseDomain}` }) : t("apexLead")}
      </p>
    </header>
  );
}
