import { useTranslations } from "use-intl";
import { Heading } from "./Heading";

/** Undoing failed too: people look after it now. */
export function Stuck({ sagaId }: { sagaId: string }) {
  const t = useTranslations("public.progress.stuck");
  return (
    <>
      <Heading title={t("title")}>
        <p>{t("text")}</p>
      </Heading>
      <p className="text-ink-soft">
        {t("code")}
        <code className="mt-1 block rounded-md bg-sunken px-4 py-3 font-mono text-sm break-all text-ink select-all">
          {sagaId}
        </code>
      </p>
    </>
  );
}
