import { LogOut, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/Avatar";
import { IconButton } from "@/components/Button";
import { LanguageLink } from "@/components/LanguageLink";
import { Snout } from "@/components/Logo";
import { SkipLink } from "@/components/SkipLink";
import { ThemeSwitch } from "@/components/ThemeSwitch";
import { useSession } from "@/session";
import { leave } from "./leave";
import { PhoneMenu } from "./PhoneMenu";

export type Place = { href: string; label: string; Icon: LucideIcon };

/**
 * The frame of those who work here: a column of places on a desk, a bar at the foot of a phone. What it is called
 * (the shop, the platform) stays in sight, so that nobody works in the wrong one.
 */
export function AppFrame({
  name,
  home,
  places,
  more,
  children,
}: {
  name: string;
  home: string;
  places: Place[];
  /** What is seldom needed: below the others on a desk, in the menu on a phone. */
  more: Place[];
  children: ReactNode;
}) {
  const t = useTranslations("frame.app");
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[16rem_minmax(0,1fr)]">
      <SkipLink />
      <aside className="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto border-r border-line bg-surface p-4 md:flex">
        <HomeLink home={home} name={name} />
        <nav
          aria-label={t("places")}
          // Its padding keeps the mark of the focus from being cut off.
          className="-m-1 flex min-h-40 flex-1 flex-col gap-1 overflow-y-auto p-1"
        >
          {places.map((place) => (
            <SideLink key={place.href} place={place} />
          ))}
          <hr className="mx-3 my-2 shrink-0 border-line" />
          {more.map((place) => (
            <SideLink key={place.href} place={place} />
          ))}
        </nav>
        <Account />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <ThemeSwitch />
          <LanguageLink />
        </div>
      </aside>
      <header className="flex items-center justify-between gap-3 px-4 pt-3 md:hidden">
        <HomeLink home={home} name={name} />
        <PhoneMenu places={more} />
      </header>
      <main
        id="conteudo"
        // Boards and calendars take all the room there is.
        className="mx-auto w-full max-w-6xl min-w-0 has-[[data-wide]]:max-w-none has-[[data-wide]]:md:px-6 px-4 pt-5 pb-28 sm:px-6 md:px-10 md:pt-10 md:pb-16"
      >
        {children}
      </main>
      <nav
        aria-label={t("places")}
        className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        {places.map((place) => (
          <FootLink key={place.href} place={place} />
        ))}
      </nav>
    </div>
  );
}

function HomeLink({ home, name }: { home: string; name: string }) {
  return (
    <Link href={home} className="flex min-w-0 items-center gap-3 rounded-md font-display text-lg font-bold">
      <Snout className="size-10 shrink-0" />
      <span className="truncate">{name}</span>
    </Link>
  );
}

function useIsHere(href: string): boolean {
  const { pathname } = useRouter();
  return pathname === href || pathname.startsWith(`${href}/`);
}

function SideLink({ place: { href, label, Icon } }: { place: Place }) {
  return (
    <Link
      href={href}
      aria-current={useIsHere(href) ? "page" : undefined}
      // On a low screen all of them are in sight; a mouse hits what is a little lower.
      className="flex min-h-11 shrink-0 items-center gap-3 rounded-md px-3 [@media(hover:hover)_and_(max-height:820px)]:min-h-9 font-medium text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-[current]:bg-brand-tint aria-[current]:font-semibold aria-[current]:text-brand-strong"
    >
      <Icon aria-hidden className="size-5" />
      {label}
    </Link>
  );
}

function FootLink({ place: { href, label, Icon } }: { place: Place }) {
  return (
    <Link
      href={href}
      aria-current={useIsHere(href) ? "page" : undefined}
      className="group flex min-h-16 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-medium text-ink-soft aria-[current]:font-bold aria-[current]:text-brand-strong"
    >
      <span className="flex h-7 w-13 items-center justify-center rounded-full transition-colors group-aria-[current]:bg-brand-tint">
        <Icon aria-hidden className="size-5" />
      </span>
      <span className="max-w-full truncate px-0.5">{label}</span>
    </Link>
  );
}

function Account() {
  const t = useTranslations("frame.app");
  const { account } = useSession();
  const user = account?.user;
  if (!user) return null;
  const name = `${user.first_name} ${user.last_name}`;
  return (
    <div className="flex items-center gap-3">
      <Avatar name={name} />
      <div className="min-w-0 flex-1 leading-tight">
        <p className="truncate font-semibold">{name}</p>
        <p className="truncate text-sm text-ink-soft">{user.email}</p>
      </div>
      <IconButton label={t("signOut")} data-leaves onClick={leave}>
        <LogOut aria-hidden className="size-5" />
      </IconButton>
    </div>
  );
}
