import type { UseFormReturn } from "react-hook-form";
import { useTranslations } from "use-intl";
import { TextField } from "@/components/Field";
import type { SignUpForm } from "./form";
import { SubdomainField } from "./SubdomainField";
import type { Availability } from "./useAvailability";

/** The shop's name, and the address that goes with it. */
export function ShopFields({
  form,
  availability,
  onTake,
}: {
  form: UseFormReturn<SignUpForm>;
  availability: Availability;
  onTake: (subdomain: string) => void;
}) {
  const t = useTranslations("public.signUp");
  const { errors } = form.formState;
  return (
    <>
      <TextField
        {...form.register("company_name", { validate: (text) => text.trim() !== "" || t("shop.needName") })}
        label={t("shop.name")}
        placeholder={t("shop.namePlaceholder")}
        error={errors.company_name?.message}
        autoComplete="organization"
        maxLength={255}
      />
      <SubdomainField
        register={form.register("subdomain", { required: t("address.need") })}
        error={errors.subdomain?.message}
        availability={availability}
        onTake={onTake}
      />
    </>
  );
}
