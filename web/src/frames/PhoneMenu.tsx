import { EllipsisVertical, LogOut } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { LanguageLink } from "@/components/LanguageLink";
import { ThemeSwitch } from "@/components/ThemeSwitch";
import { useSession } from "@/session";
import { leave } from "./leave";

/** What the desk's side column holds below its places: who is signed in, appearance, language, the way out. */
export function PhoneMenu() {
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
