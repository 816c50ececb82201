import { PawPrint } from "lucide-react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";

/** Nobody issued this id, or it was forgotten. */
export function UnknownSignup() {
  const t = useTranslations("public.progress.unknown");
  return (
    <div className="max-w-2xl">
      <PawPrint aria-hidden className="mb-6 size-14 -rotate-12 text-glow" />
      <PageHeader title={t("title")} lead={t("text")} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/cadastro" size="lg">
          {t("start")}
        </ButtonLink>
        <ButtonLink href="/entrar" look="secondary" size="lg">
          {t("signIn")}
        </ButtonLink>
      </div>
    </div>
  );
}
