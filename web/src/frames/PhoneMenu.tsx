import { EllipsisVertical, LogOut } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { LanguageLink } from "@/components/LanguageLink";
import { ThemeSwitch } from "@/components/ThemeSwitch";
import { useSession } from "@/session";
import type { Place } from "./AppFrame";
import { leave } from "./leave";

/** What the desk's side column holds below its places: who is signed in, appearance, language, the way out. */
export function PhoneMenu({ places }: { places: Place[] }) {
  const t = useTranslations("frame.app");
  const { account } = useSession();
  const [open, setOpen] = useState(false);
  const leaveSheet = () => {
    setOpen(false);
    leave();
  };
  return (
    <>
      <IconButton label={t("menu")} onClick={() => setOpen(true)}>
        <EllipsisVertical aria-hidden className="size-6" />
      </IconButton>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={account ? `${account.user.first_name} ${account.user.last_name}` : t("menu")}
        lead={account?.user.email}
      >
        <nav aria-label={t("more")} className="flex flex-col">
          {places.map(({ href, label, Icon }) => (
            <Link
              key={href}
              href={href}
              onClick={() => setOpen(false)}
              className="flex min-h-12 items-center gap-3 rounded-md px-2 font-semibold hover:bg-sunken"
            >
              <Icon aria-hidden className="size-5 text-ink-soft" />
              {label}
            </Link>
          ))}
        </nav>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <ThemeSwitch />
          <LanguageLink />
        </div>
        <Button look="secondary" wide icon={<LogOut aria-hidden className="size-5" />} data-leaves onClick={leaveSheet}>
          {t("signOut")}
        </Button>
      </Dialog>
    </>
  );
}
