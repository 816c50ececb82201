import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { useSay } from "@/components/Toast";
import { ChosenPassword } from "@/screens/public/access/ChosenPassword";
import { PasswordField } from "@/screens/public/PasswordField";
import { Part } from "./Part";
import { useChangePassword } from "./queries";

type Form = { current_password: string; new_password: string };

/** Another password; the other devices have to sign in again. */
export function Password() {
  const t = useTranslations("account.password");
  const say = useSay();
  const change = useChangePassword();
  const showProblem = useShowProblem();
  const form = useForm<Form>({ defaultValues: { current_password: "", new_password: "" } });
  const { errors } = form.formState;
  const send = form.handleSubmit(async (values) => {
    try {
      await change.mutateAsync(values);
      form.reset();
      say.done(t("done"));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const rest = showProblem(form, error);
      if (rest) form.setError("root", { message: rest });
    }
  });
  return (
    <Part title={t("title")} lead={t("lead")}>
      <form noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-5">
        {errors.root && <Banner kind="danger">{errors.root.message}</Banner>}
        <PasswordField
          {...form.register("current_password", { required: t("need") })}
          label={t("current")}
          error={errors.current_password?.message}
          autoComplete="current-password"
        />
        <ChosenPassword form={form} name="new_password" label={t("new")} />
        <Button type="submit" className="self-start" busy={change.isPending}>
          {t("submit")}
        </Button>
      </form>
    </Part>
  );
}
