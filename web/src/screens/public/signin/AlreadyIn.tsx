import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { Avatar } from "@/components/Avatar";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { type Account, signOut } from "@/session";
import type { Site } from "@/site";
import type { useSignIn } from "./useSignIn";

type Props = { account: Account; site: Site; signIn: ReturnType<typeof useSignIn> };

/** Somebody is signed in on this device: goes on as they, or out. */
export function AlreadyIn({ account, site, signIn }: Props) {
  const t = useTranslations("public.signIn");
  const problemText = useProblemText();
  const { user, tenant } = account;
  const name = `${user.first_name} ${user.last_name}`;
  const goOn = () => void signIn.enter(() => Promise.resolve(account));
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t("already")} />
      <div className="-mt-4 flex items-center gap-4">
        <Avatar name={name} />
        <p className="min-w-0 break-words">{t("alreadyAs", { name, email: user.email })}</p>
      </div>
      {signIn.problem && <Banner kind="danger">{problemText(signIn.problem)}</Banner>}
      <div className="flex flex-col gap-3">
        <Button size="lg" wide busy={signIn.isLeaving} onClick={goOn}>
          {tenant && site.place === "apex"
            ? t("continueShop", { shop: tenant.name })
            : t(user.role === "operator" ? "continueOps" : "continue")}
          <ArrowRight aria-hidden className="size-5" />
        </Button>
        <Button look="secondary" wide onClick={() => void signOut()}>
          {t("signOut")}
        </Button>
      </div>
    </div>
  );
}
