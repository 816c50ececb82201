import { useRouter } from "next/router";
import { type SyntheticEvent, useCallback, useEffect, useRef, useState } from "react";
import { useForm, type UseFormReturn, useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { readDraft, type SignupDraft, writeDraft } from "@/storage/signup";
import { draftOf, EMPTY, formOf, type SignUpForm } from "./form";
import { typedPassword } from "./secret";
import { asSubdomain, suggestSubdomain } from "./slug";
import { startingDraft } from "./start";
import { type Availability, useAvailability } from "./useAvailability";
import { useSignUp } from "./useSignUp";

const REFUSED = new Set(["taken", "reserved", "invalid"]);

type SignUpState = {
  form: UseFormReturn<SignUpForm>;
  isBusy: boolean;
  problem: string | null;
  availability: Availability;
  send: (event: SyntheticEvent) => Promise<void>;
  take: (subdomain: string) => void;
};

/** The form, with the text of before a reload; `isReady` is false in the prerendered page, which knows none. */
export function useSignUpForm(isReady: boolean): SignUpState {
  const t = useTranslations("public.signUp");
  const { query } = useRouter();
  const [start] = useState<SignupDraft>(() => (isReady ? startingDraft(readDraft(), query) : draftOf(EMPTY, false)));
  const form = useForm<SignUpForm>({ defaultValues: formOf(start, isReady ? typedPassword() : "") });
  const takeOver = useFollow(form, start.subdomainIsOwn);
  useCorrection(form, isReady && query.corrigir === "email");
  const availability = useAvailability(useWatch({ control: form.control, name: "subdomain" }));
  const { submit, problem } = useSignUp(form);

  const send = form.handleSubmit(async (body) => {
    const { state } = availability;
    if (!REFUSED.has(state)) return submit(body);
    form.setError("subdomain", { type: "availability", message: t(`address.${state}`) });
    form.setFocus("subdomain");
  });
  const take = (subdomain: string): void => {
    takeOver();
    form.setValue("subdomain", subdomain);
    form.clearErrors("subdomain");
    form.setFocus("subdomain");
  };
  return { form, isBusy: form.formState.isSubmitting, problem, availability, send, take };
}

/** The address follows the name until it is typed by hand or taken; all of it is kept for a reload. */
function useFollow(form: UseFormReturn<SignUpForm>, wasOwn: boolean): () => void {
  const isOwn = useRef(wasOwn);
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ name, type, values }) => {
          if (type === "change" && name === "company_name" && !isOwn.current) {
            form.setValue("subdomain", suggestSubdomain(values.company_name));
            form.clearErrors("subdomain");
          }
          if (type === "change" && name === "subdomain") {
            const clean = asSubdomain(values.subdomain);
            if (clean !== values.subdomain) form.setValue("subdomain", clean);
            isOwn.current = clean !== "";
          }
          writeDraft(draftOf(form.getValues(), isOwn.current));
        },
      }),
    [form],
  );
  return useCallback(() => {
    isOwn.current = true;
  }, []);
}

/** Back from a sign-up that failed for its e-mail: says so there, where the cursor is. */
function useCorrection(form: UseFormReturn<SignUpForm>, isEmailTaken: boolean): void {
  const t = useTranslations("public.signUp.you");
  useEffect(() => {
    if (!isEmailTaken) return;
    form.setError("admin.email", { type: "server", message: t("emailTaken") });
    form.setFocus("admin.email", { shouldSelect: true });
  }, [form, isEmailTaken, t]);
}
