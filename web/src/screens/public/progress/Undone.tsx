import { useTranslations } from "use-intl";
import type { Saga } from "@/api/sagaStream";
import { ButtonLink } from "@/components/Button";
import { Heading } from "./Heading";
import { wayOutOf } from "./view";

const TOLD = ["EMAIL_TAKEN", "SCHEMA_FAILED", "TIMED_OUT", "CANCELLED"] as const;

/** It failed and nothing of it is left: why, and the way out. */
export function Undone({ saga }: { saga: Saga }) {
  const t = useTranslations("public.progress.undone");
  const reason = TOLD.find((code) => code === saga.failure_code) ?? "other";
  return (
    <>
      <Heading title={t(`${reason}.title`)}>
        <p>{t(`${reason}.text`)}</p>
      </Heading>
      <div className="flex flex-wrap gap-3">
        {wayOutOf(saga.failure_code) === "email" ? (
          <>
            <ButtonLink href="/cadastro?corrigir=email" size="lg">
              {t("otherEmail")}
            </ButtonLink>
            <ButtonLink href="/entrar" look="secondary" size="lg">
              {t("signIn")}
            </ButtonLink>
          </>
        ) : (
          <ButtonLink href="/cadastro" size="lg">
            {t("again")}
          </ButtonLink>
        )}
      </div>
    </>
  );
}
