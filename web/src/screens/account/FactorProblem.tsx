import { useTranslations } from "use-intl";
import type { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";

/** Why a step of the second factor was refused. */
export function FactorProblem({ problem }: { problem: ApiProblem | null }) {
  const t = useTranslations("account.factor");
  const text = useProblemText();
  if (!problem) return null;
  if (problem.code === "INVALID_CREDENTIALS") return <Banner kind="danger">{t("wrongPassword")}</Banner>;
  return <Banner kind="danger">{text(problem)}</Banner>;
}
