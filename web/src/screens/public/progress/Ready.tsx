import { ArrowRight } from "lucide-react";
import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import type { Saga } from "@/api/sagaStream";
import { ButtonLink } from "@/components/Button";
import { Duration } from "@/components/Time";
import { shopUrl } from "@/site";
import { AddressBar } from "../art/AddressBar";
import { localPath } from "../localPath";
import { TextLink } from "@/components/TextLink";
import { Heading } from "./Heading";
import type { Opening } from "./useOpening";

/** The shop stands: it opens by itself for who signed up in this tab, else there is its door. */
export function Ready({ saga, name, opening }: { saga: Saga; name: string | undefined; opening: Opening }) {
  const t = useTranslations("public.progress");
  const { locale } = useRouter();
  const door = shopUrl(saga.subdomain, localPath(locale, "/entrar"));
  const isOpening = opening === "opening";
  return (
    <>
      <Heading title={isOpening ? t("ready.opening") : t("ready.title")}>
        <p>{isOpening ? t("ready.openingLead") : t("ready.lead")}</p>
      </Heading>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
        {!isOpening && (
          <ButtonLink href={door} size="lg">
            {t("ready.enter")}
            <ArrowRight aria-hidden className="size-5" />
          </ButtonLink>
        )}
        <AddressBar subdomain={saga.subdomain} />
        <p className="text-ink-soft">
          {name ?? saga.subdomain} · {t("took")} <Duration ms={saga.duration_ms} />
        </p>
      </div>
      {isOpening && (
        <p className="text-sm text-ink-soft">
          {t.rich("ready.stuck", { link: (text) => <TextLink href={door}>{text}</TextLink> })}
        </p>
      )}
    </>
  );
}
