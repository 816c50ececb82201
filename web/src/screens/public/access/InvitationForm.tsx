import { useRouter } from "next/router";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { TextField } from "@/components/Field";
import { type Acceptance, acceptInvitation } from "@/session";
import { ChosenPassword } from "./ChosenPassword";

type Form = Omit<Acceptance, "token">;

/** Name and password: the account is made, and its owner is in. */
export function InvitationForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations("access.invitation");
  const router = useRouter();
  const showProblem = useShowProblem();
  const form = useForm<Form>({ defaultValues: { first_name: "", last_name: "", password: "" } });
  const { errors, isSubmitting } = form.formState;
  const filled = (text: string) => (value: string) => value.trim() !== "" || text;
  const send = form.handleSubmit(async (values) => {
    try {
      await acceptInvitation({ token, ...values });
      await router.replace("/inicio");
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const rest = showProblem(form, error);
      if (rest) form.setError("root", { message: rest });
    }
  });
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-5">
      {errors.root && <Banner kind="danger">{errors.root.message}</Banner>}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextField
        {...form.register("first_name", { validate: filled(t("needFirstName")) })}
        label={t("firstName")}
        error={errors.first_name?.message}
        autoComplete="given-name"
        maxLength={100}
      />
      <TextField
        {...form.register("last_name", { validate: filled(t("needLastName")) })}
        label={t("lastName")}
        error={errors.last_name?.message}
        autoComplete="family-name"
        maxLength={100}
      />
      <ChosenPassword form={form} name="password" label={t("password")} />
      <Button type="submit" size="lg" wide busy={isSubmitting}>
        {t("submit")}
      </Button>
    </form>
  );
}
