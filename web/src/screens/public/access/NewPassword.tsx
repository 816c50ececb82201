import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { api, ApiProblem, unwrap } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { useFragment } from "@/base/useFragment";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { EmptyState, Skeleton } from "@/components/States";
import { TextLink } from "@/components/TextLink";
import { ChosenPassword } from "./ChosenPassword";
import { DeadLink, isDead } from "./DeadLink";
import { Page } from "./Page";

type Form = { password: string };

/** Where the letter of a forgotten password leads. */
export function NewPassword() {
  const t = useTranslations("access.newPassword");
  const token = useFragment();
  const reset = useMutation<unknown, ApiProblem, Form>({
    mutationFn: ({ password }) =>
      unwrap(api.POST("/api/v1/auth/password/reset", { body: { token: token ?? "", password } })),
  });
  if (token === undefined) return <Skeleton lines={2} />;
  if (reset.isSuccess) {
    return (
      <Page title={t("title")}>
        <EmptyState picture={<KeyRound />} title={t("done")} action={<TextLink href="/entrar">{t("signIn")}</TextLink>}>
          {t("doneText")}
        </EmptyState>
      </Page>
    );
  }
  if (token === "" || isDead(reset.error)) {
    return (
      <Page title={t("title")}>
        <DeadLink action={<TextLink href="/esqueci-a-senha">{t("again")}</TextLink>}>{t("dead")}</DeadLink>
      </Page>
    );
  }
  return (
    <Page title={t("title")} lead={t("lead")}>
      <PasswordForm onSet={(form) => reset.mutateAsync(form)} busy={reset.isPending} />
    </Page>
  );
}

function PasswordForm({ onSet, busy }: { onSet: (form: Form) => Promise<unknown>; busy: boolean }) {
  const t = useTranslations("access.newPassword");
  const form = useForm<Form>({ defaultValues: { password: "" } });
  const showProblem = useShowProblem();
  const send = form.handleSubmit(async (values) => {
    try {
      await onSet(values);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const rest = showProblem(form, error);
      if (rest) form.setError("root", { message: rest });
    }
  });
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-5">
      {form.formState.errors.root && <Banner kind="danger">{form.formState.errors.root.message}</Banner>}
      <ChosenPassword form={form} name="password" label={t("label")} />
      <Button type="submit" size="lg" wide busy={busy}>
        {t("submit")}
      </Button>
    </form>
  );
}
