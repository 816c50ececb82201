import { useWatch, type UseFormReturn } from "react-hook-form";
import { useTranslations } from "use-intl";
import { TextField } from "@/components/Field";
import { PasswordField } from "../PasswordField";
import type { SignUpForm } from "./form";
import { lengthOf, SHORTEST_PASSWORD } from "./password";
import { PasswordMeter } from "./PasswordMeter";

// Only what is surely a slip; the server knows the rest.
const ADDRESS = /^\S+@\S+\.\S+$/;

/** Who the shop's first user is. */
export function AccountFields({ form }: { form: UseFormReturn<SignUpForm> }) {
  const t = useTranslations("public.signUp");
  const { register, control, formState } = form;
  const errors = formState.errors.admin;
  const password = useWatch({ control, name: "admin.password" });
  const filled = (text: string) => (value: string) => value.trim() !== "" || text;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          {...register("admin.first_name", { validate: filled(t("you.needFirstName")) })}
          label={t("you.firstName")}
          error={errors?.first_name?.message}
          autoComplete="given-name"
          maxLength={100}
        />
        <TextField
          {...register("admin.last_name", { validate: filled(t("you.needLastName")) })}
          label={t("you.lastName")}
          error={errors?.last_name?.message}
          autoComplete="family-name"
          maxLength={100}
        />
      </div>
      <TextField
        {...register("admin.email", { validate: (text) => ADDRESS.test(text.trim()) || t("you.needEmail") })}
        type="email"
        inputMode="email"
        label={t("you.email")}
        hint={t("you.emailHint")}
        error={errors?.email?.message}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      <PasswordField
        {...register("admin.password", {
          validate: (text) => lengthOf(text) >= SHORTEST_PASSWORD || t("password.need"),
        })}
        label={t("you.password")}
        hint={<PasswordMeter password={password} />}
        error={errors?.password?.message}
        autoComplete="new-password"
        maxLength={128}
      />
    </>
  );
}
