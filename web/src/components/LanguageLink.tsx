import { Languages } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/router";
import { useTranslations } from "use-intl";

/** The same page in the other language. */
export function LanguageLink() {
  const t = useTranslations("common");
  const { asPath, locale } = useRouter();
  const other = locale === "en" ? "pt-BR" : "en";
  return (
    <Link
      href={asPath.split("#")[0] ?? "/"}
      locale={other}
      lang={other}
      hrefLang={other}
      className="inline-flex min-h-9 items-center gap-2 rounded-full px-3 font-medium text-ink-soft hover:bg-sunken hover:text-ink"
    >
      <Languages aria-hidden className="size-5" />
      {t("otherLanguage")}
    </Link>
  );
}
