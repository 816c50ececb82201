import { type SyntheticEvent, useState } from "react";
import { useRouter } from "next/router";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { TextField } from "@/components/Field";
import { type Credentials, signIn as signInWith } from "@/session";
import { apexUrl, type Site } from "@/site";
import { localPath } from "../localPath";
import { PasswordField } from "../PasswordField";
import { TextLink } from "@/components/TextLink";
import { CodeField } from "./CodeField";
import { Greeting } from "./Greeting";
import { SignInProblem } from "./SignInProblem";
import type { Arrival } from "./useArrival";
import type { useSignIn } from "./useSignIn";
import { WhyHere } from "./WhyHere";

type Props = { site: Site; shop: string | undefined; arrival: Arrival; signIn: ReturnType<typeof useSignIn> };

/** E-mail and password. What was typed stays, whatever the answer. */
export function SignInForm({ site, shop, arrival, signIn }: Props) {
  const t = useTranslations("public.signIn");
  const { locale } = useRouter();
  const { register, handleSubmit, setFocus, formState } = useForm<Required<Credentials>>({
    defaultValues: { email: "", password: "", otp: "" },
  });
  const [asksCode, setAsksCode] = useState(false);
  if (!asksCode && signIn.problem?.code === "MFA_REQUIRED") setAsksCode(true);
  const { errors } = formState;
  const send = handleSubmit(async (credentials) => {
    const email = credentials.email.trim();
    const otp = credentials.otp.trim();
    await signIn.enter(() => signInWith({ email, password: credentials.password, ...(otp && { otp }) }));
  });
  const sendAndStay = async (event: SyntheticEvent) => {
    await send(event);
    // Only where the form is still there: the password is what is most often mistyped.
    if (event.target instanceof HTMLElement && event.target.isConnected)
      setFocus(asksCode ? "otp" : "password", { shouldSelect: true });
  };
  return (
    <form noValidate onSubmit={(event) => void sendAndStay(event)} className="flex flex-col gap-5">
      <Greeting site={site} shop={shop} />
      <WhyHere arrival={arrival} />
      {signIn.problem && <SignInProblem problem={signIn.problem} site={site} />}
      <TextField
        {...register("email", { validate: (text) => text.trim() !== "" || t("needEmail") })}
        type="email"
        inputMode="email"
        label={t("email")}
        error={errors.email?.message}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        {...register("password", { required: t("needPassword") })}
        label={t("password")}
        error={errors.password?.message}
        autoComplete="current-password"
      />
      {asksCode && <CodeField {...register("otp")} />}
      <Button type="submit" size="lg" wide busy={signIn.isLeaving}>
        {t("submit")}
      </Button>
      <div className="flex flex-col gap-2 text-sm text-ink-soft">
        <p>
          <TextLink href="/esqueci-a-senha">{t("forgot")}</TextLink>
        </p>
        <p>
          {site.place === "apex"
            ? t.rich("noShop", { link: (text) => <TextLink href="/cadastro">{text}</TextLink> })
            : t.rich("otherShop", {
                link: (text) => <TextLink href={apexUrl(localPath(locale, "/entrar"))}>{text}</TextLink>,
              })}
        </p>
      </div>
    </form>
  );
}
