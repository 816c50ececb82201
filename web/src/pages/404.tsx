import { Title } from "@/base/Title";
import { screen } from "@/base/screen";
import { ButtonLink } from "@/components/Button";
import { EmptyState } from "@/components/States";
import { inPublicFrame } from "@/frames/PublicFrame";
import { Bone } from "lucide-react";
import { useTranslations } from "use-intl";

function NotFound() {
  const t = useTranslations("common.notFound");
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-12">
      <Title>{t("title")}</Title>
      <h1 className="sr-only">{t("title")}</h1>
      <EmptyState picture={<Bone />} title={t("title")} action={<ButtonLink href="/">{t("home")}</ButtonLink>}>
        {t("text")}
      </EmptyState>
    </div>
  );
}

export default screen(NotFound, { texts: [], frame: inPublicFrame });
