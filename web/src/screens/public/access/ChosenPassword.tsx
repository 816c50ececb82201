import { type FieldPath, type FieldValues, type UseFormReturn, useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { PasswordField } from "../PasswordField";
import { lengthOf, SHORTEST_PASSWORD } from "../signup/password";
import { PasswordMeter } from "../signup/PasswordMeter";

type Props<T extends FieldValues> = { form: UseFormReturn<T>; name: FieldPath<T>; label: string };

/** A password that is chosen here, with how good it is. */
export function ChosenPassword<T extends FieldValues>({ form, name, label }: Props<T>) {
  const t = useTranslations("public.signUp.password");
  const typed: unknown = useWatch({ control: form.control, name });
  const problem = form.getFieldState(name, form.formState).error?.message;
  return (
    <PasswordField
      {...form.register(name, { validate: (text: string) => lengthOf(text) >= SHORTEST_PASSWORD || t("need") })}
      label={label}
      hint={<PasswordMeter password={typeof typed === "string" ? typed : ""} />}
      error={problem}
      autoComplete="new-password"
      maxLength={128}
    />
  );
}
