import { ShieldBan } from "lucide-react";
import { useRouter } from "next/router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { PauseButton } from "../shared/LiveBadge";
import { Panel } from "../shared/Panel";
import { type Filters, filtersOf, NO_FILTERS, queryOf } from "./filters";
import { LetterFilters } from "./LetterFilters";
import { LetterResults } from "./LetterResults";
import { useLetters } from "./queries";

/** Every letter: to whom it goes, and what became of it. */
export function LettersScreen() {
  const t = useTranslations("letters");
  const router = useRouter();
  const filters = filtersOf(router.query);
  const [paused, setPaused] = useState(false);
  const list = useLetters(filters, { ready: router.isReady, paused });
  const filter = (wanted: Partial<Filters>) =>
    void router.replace({ query: queryOf({ ...filters, ...wanted }) }, undefined, { shallow: true });
  return (
    <div className="flex flex-col gap-6">
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        action={
          <>
            <PauseButton paused={paused} onChange={setPaused} />
            <ButtonLink
              look="secondary"
              size="sm"
              href="/ops/envios/enderecos"
              icon={<ShieldBan aria-hidden className="size-4" />}
            >
              {t("addresses.title")}
            </ButtonLink>
          </>
        }
      />
      <Panel title={t("all")}>
        <LetterFilters filters={filters} page={list.data?.pages[0]} onFilter={filter} />
        <LetterResults list={list} filters={filters} onClear={() => filter(NO_FILTERS)} />
      </Panel>
    </div>
  );
}
