import { useTranslations } from "use-intl";
import type { Connection } from "@/api/sagaStream";
import { ConnectionState } from "./ConnectionState";
import { Heading } from "./Heading";

/** It failed, and what stood is taken down in reverse. */
export function Undoing({ connection }: { connection: Connection | undefined }) {
  const t = useTranslations("public.progress.undoing");
  return (
    <>
      <Heading title={t("title")}>
        <p role="status">{t("lead")}</p>
      </Heading>
      {connection && <ConnectionState connection={connection} />}
    </>
  );
}
