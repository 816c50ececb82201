import { useTranslations } from "use-intl";
import type { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import type { Site } from "@/site";

/** Why the door stayed shut. */
export function SignInProblem({ problem, site }: { problem: ApiProblem; site: Site }) {
  const t = useTranslations("public.signIn");
  const text = useProblemText();
  if (problem.code === "INVALID_CREDENTIALS") {
    return (
      <Banner kind="danger" title={t("wrong")}>
        {t(site.place === "apex" ? "wrongApex" : "wrongShop")}
      </Banner>
    );
  }
  if (problem.code === "MFA_REQUIRED") return <Banner title={t("codeNeeded")}>{t("codeNeededText")}</Banner>;
  if (problem.code === "MFA_INVALID") {
    return (
      <Banner kind="danger" title={t("codeWrong")}>
        {t("codeWrongText")}
      </Banner>
    );
  }
  if (problem.code === "TENANT_NOT_READY") {
    return (
      <Banner kind="warn" title={t("notReady")}>
        {t("notReadyText")}
      </Banner>
    );
  }
  return (
    <Banner kind="danger" title={t("failed")}>
      {text(problem)}
    </Banner>
  );
}
