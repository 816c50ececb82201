import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/router";
import { useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { useTranslations } from "use-intl";
import { api, ApiProblem, idempotencyKey, unwrap } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { writePending } from "@/storage/signup";
import type { SignUpForm } from "./form";
import { keepSecret } from "./secret";
import { availabilityKey } from "./useAvailability";

type SignUp = { submit: (body: SignUpForm) => Promise<void>; problem: string | null };

/** Sends the sign-up once however often it is pressed, then goes on to the page that shows it being built. */
export function useSignUp(form: UseFormReturn<SignUpForm>): SignUp {
  const t = useTranslations("public.signUp.address");
  const router = useRouter();
  const queries = useQueryClient();
  const show = useShowProblem();
  const intent = useRef<{ text: string; key: string } | null>(null);
  const isSending = useRef(false);
  const [problem, setProblem] = useState<string | null>(null);

  const keyOf = (body: SignUpForm): string => {
    const text = JSON.stringify(body);
    if (intent.current?.text !== text) intent.current = { text, key: idempotencyKey() };
    return intent.current.key;
  };

  const refused = async (error: ApiProblem, body: SignUpForm): Promise<void> => {
    // The server keeps its refusal under the key: the same text again is a new try.
    if (isAnswer(error)) intent.current = null;
    if (error.code !== "SUBDOMAIN_TAKEN") {
      setProblem(show(form, error));
      return;
    }
    form.setError("subdomain", { type: "server", message: t("taken") });
    form.setFocus("subdomain");
    await queries.invalidateQueries({ queryKey: availabilityKey(body.subdomain) });
  };

  const submit = async (body: SignUpForm): Promise<void> => {
    // A second press comes before React has drawn the busy button.
    if (isSending.current) return;
    isSending.current = true;
    setProblem(null);
    try {
      const headers = { "Idempotency-Key": keyOf(body) };
      const { saga_id: sagaId, ...shop } = await unwrap(api.POST("/api/v1/tenants", { body, headers }));
      keepSecret({ sagaId, email: body.admin.email, password: body.admin.password });
      writePending({ sagaId, subdomain: shop.subdomain, name: shop.name });
      intent.current = null;
      await router.push(`/cadastro/andamento?saga=${encodeURIComponent(sagaId)}`);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      await refused(error, body);
    } finally {
      isSending.current = false;
    }
  };

  return { submit, problem };
}

/** Kept by the server under the Idempotency-Key. */
function isAnswer({ status, code }: ApiProblem): boolean {
  return status >= 400 && status < 500 && status !== 429 && code !== "REQUEST_IN_PROGRESS";
}
