import { useTranslations } from "use-intl";

/** The first stop of the Tab key: past the navigation. */
export function SkipLink() {
  const t = useTranslations("common");
  return (
    <a
      href="#conteudo"
      className="sr-only rounded-md bg-ink px-4 py-3 font-semibold text-ground focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50"
    >
      {t("skip")}
    </a>
  );
}
