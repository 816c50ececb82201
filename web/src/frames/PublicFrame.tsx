import Link from "next/link";
import { useRouter } from "next/router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "@/components/Button";
import { LanguageLink } from "@/components/LanguageLink";
import { BRAND, Logo } from "@/components/Logo";
import { SkipLink } from "@/components/SkipLink";
import { ThemeSwitch } from "@/components/ThemeSwitch";
import { apexUrl, useSite } from "@/site";

/** Around the pages anybody may see: brand, the two ways in, and the small print. */
export function PublicFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("frame.public");
  const { pathname, locale } = useRouter();
  const site = useSite();
  // A shop's own address has no sign-up.
  const signUp = site?.place === "shop" ? apexUrl(locale === "en" ? "/en/cadastro" : "/cadastro") : "/cadastro";
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-3 px-4 py-4 sm:px-6">
        <Link href="/" aria-label={t("home", { brand: BRAND })} className="rounded-md">
          <Logo />
        </Link>
        <nav aria-label={t("ways")} className="flex items-center gap-1 sm:gap-2">
          {pathname !== "/entrar" && (
            <ButtonLink href="/entrar" look="quiet" size="sm">
              {t("signIn")}
            </ButtonLink>
          )}
          {pathname !== "/cadastro" && (
            <ButtonLink href={signUp} size="sm" className="max-sm:hidden">
              {t("signUp")}
            </ButtonLink>
          )}
        </nav>
      </header>
      <main id="conteudo" className="flex flex-1 flex-col">
        {children}
      </main>
      <footer className="mt-16 border-t border-line">
        <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-4 px-4 py-6 text-sm text-ink-soft sm:px-6">
          <nav aria-label={t("small")} className="flex flex-wrap gap-x-5 gap-y-2">
            <a href="/api/docs" className="underline hover:text-ink">
              {t("api")}
            </a>
            <a href="/health" className="underline hover:text-ink">
              {t("health")}
            </a>
          </nav>
          <div className="flex items-center gap-3">
            <LanguageLink />
            <ThemeSwitch />
          </div>
        </div>
      </footer>
    </div>
  );
}

export function inPublicFrame(page: ReactNode): ReactNode {
  return <PublicFrame>{page}</PublicFrame>;
}
