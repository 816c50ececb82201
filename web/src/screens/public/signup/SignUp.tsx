import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { useSite } from "@/site";
import { TextLink } from "@/components/TextLink";
import { AccountFields } from "./AccountFields";
import { Part } from "./Part";
import { PendingNotice } from "./PendingNotice";
import { PlanField } from "./PlanField";
import { Preview } from "./Preview";
import { ShopFields } from "./ShopFields";
import { useSignUpForm } from "./useSignUpForm";

/** Sign-up on one page; what it starts is shown by the next one. */
export function SignUp() {
  const t = useTranslations("public.signUp");
  const router = useRouter();
  const site = useSite();
  const isReady = router.isReady && site !== undefined;
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-4 sm:px-6 sm:pt-8">
      <Title description={t("description")}>{t("title")}</Title>
      <PendingNotice />
      {/* Begins anew once it is known what was typed before. */}
      <SignUpBody key={String(isReady)} isReady={isReady} />
    </div>
  );
}

function SignUpBody({ isReady }: { isReady: boolean }) {
  const t = useTranslations("public.signUp");
  const { form, isBusy, problem, availability, send, take } = useSignUpForm(isReady);
  return (
    <div className="grid gap-x-16 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="min-w-0">
        <PageHeader title={t("title")} lead={<Lead />} />
        <form noValidate onSubmit={(event) => void send(event)}>
          {/* Disabled, since what is typed before the page answers would be lost. */}
          <fieldset disabled={!isReady} className="flex min-w-0 flex-col gap-10">
            <Part number={1} title={t("shop.title")}>
              <ShopFields form={form} availability={availability} onTake={take} />
            </Part>
            <Part number={2} title={t("you.title")} lead={t("you.lead")}>
              <AccountFields form={form} />
            </Part>
            <Part number={3} title={t("planTitle")}>
              <PlanField {...form.register("plan_type")} />
            </Part>
            <div className="flex flex-col gap-3 sm:pl-14">
              {problem && <Banner kind="danger">{problem}</Banner>}
              <Button type="submit" size="lg" busy={isBusy} wide>
                {t("submit")}
              </Button>
              <p className="text-sm text-ink-soft">{t("kept")}</p>
            </div>
          </fieldset>
        </form>
      </div>
      <Preview control={form.control} />
    </div>
  );
}

function Lead() {
  const t = useTranslations("public.signUp");
  return (
    <>
      {t("lead")} {t.rich("haveShop", { link: (text) => <TextLink href="/entrar">{text}</TextLink> })}
    </>
  );
}
