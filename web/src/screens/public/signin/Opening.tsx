import { useTranslations } from "use-intl";
import { PawMark } from "../art/PawMark";

/** While a one-time code is exchanged. */
export function Opening() {
  const t = useTranslations("public.signIn");
  return (
    <div role="status" className="flex flex-col items-center gap-4 py-16 text-center">
      <PawMark className="size-16 animate-breathe text-glow" />
      <h1 className="text-3xl font-bold">{t("opening")}</h1>
      <p className="text-ink-soft">{t("openingText")}</p>
    </div>
  );
}
