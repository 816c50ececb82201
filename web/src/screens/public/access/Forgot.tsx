import { useMutation } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { api, type ApiProblem, unwrap } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { TextField } from "@/components/Field";
import { EmptyState } from "@/components/States";
import { TextLink } from "@/components/TextLink";
import { Page } from "./Page";

type Form = { email: string };

/** Asks for the letter with which a password is set anew. */
export function Forgot() {
  const t = useTranslations("access.forgot");
  const ask = useMutation<unknown, ApiProblem, string>({
    mutationFn: (email) => unwrap(api.POST("/api/v1/auth/password/forgot", { body: { email } })),
  });
  return (
    <Page title={t("title")} {...(!ask.isSuccess && { lead: t("lead") })}>
      {ask.isSuccess ? (
        <EmptyState picture={<Mail />} title={t("sent")} action={<TextLink href="/entrar">{t("back")}</TextLink>}>
          {t("sentText", { email: ask.variables })}
        </EmptyState>
      ) : (
        <AskForm busy={ask.isPending} problem={ask.error} onAsk={(email) => ask.mutate(email)} />
      )}
    </Page>
  );
}

type Props = { busy: boolean; problem: ApiProblem | null; onAsk: (email: string) => void };

function AskForm({ busy, problem, onAsk }: Props) {
  const t = useTranslations("access.forgot");
  const problemText = useProblemText();
  const { register, handleSubmit, formState } = useForm<Form>({ defaultValues: { email: "" } });
  const send = handleSubmit(({ email }) => {
    onAsk(email.trim());
  });
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-5">
      {problem && <Banner kind="danger">{problemText(problem)}</Banner>}
      <TextField
        {...register("email", { validate: (text) => /^\S+@\S+$/.test(text.trim()) || t("need") })}
        type="email"
        inputMode="email"
        label={t("email")}
        error={formState.errors.email?.message}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      <Button type="submit" size="lg" wide busy={busy}>
        {t("submit")}
      </Button>
      <p className="text-sm text-ink-soft">
        <TextLink href="/entrar">{t("back")}</TextLink>
      </p>
    </form>
  );
}
