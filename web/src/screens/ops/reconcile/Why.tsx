import { useTranslations } from "use-intl";

const GONE = /^it is gone/i;

/** Why a repair is not done: in our words where we have them, else in the system's. */
export function Why({ sentence }: { sentence: string }) {
  const t = useTranslations("ops.reconcile.repair");
  if (GONE.test(sentence)) return <>{t("gone")}</>;
  return (
    <span lang="en" className="font-mono text-xs font-normal wrap-anywhere">
      {sentence}
    </span>
  );
}
