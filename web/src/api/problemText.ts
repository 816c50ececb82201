import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { ApiProblem, FieldProblem } from "./problem";

export type ProblemText = (problem: Pick<ApiProblem, "code" | "retryAfterS">) => string;
export type FieldText = (field: Pick<FieldProblem, "code" | "limit">) => string;

/** A problem in the page's language, saying what to do; the server's English never shows. */
export function useProblemText(): ProblemText {
  const t = useTranslations("errors.problem");
  return useCallback(
    ({ code, retryAfterS }) => t(t.has(code) ? code : "unknown", { code, seconds: Math.ceil(retryAfterS ?? 0) }),
    [t],
  );
}

/** A field's error in the page's language. */
export function useFieldText(): FieldText {
  const t = useTranslations("errors.field");
  return useCallback(({ code, limit }) => t(t.has(code) ? code : "unknown", { limit: limit ?? 0 }), [t]);
}

/** A saga's `failure_code` in the page's language. */
export function useFailureText(): (code: string) => string {
  const t = useTranslations("errors.saga");
  const problem = useProblemText();
  return useCallback((code) => (t.has(code) ? t(code) : problem({ code, retryAfterS: undefined })), [t, problem]);
}
