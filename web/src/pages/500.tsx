import { Title } from "@/base/Title";
import { screen } from "@/base/screen";
import { Broken } from "@/base/Broken";
import { inPublicFrame } from "@/frames/PublicFrame";
import { useTranslations } from "use-intl";

function ServerBroken() {
  const t = useTranslations("common.broken");
  return (
    <>
      <Title>{t("title")}</Title>
      <Broken />
    </>
  );
}

export default screen(ServerBroken, { texts: [], frame: inPublicFrame });
