import { useRouter } from "next/router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { SearchField } from "@/components/SearchField";
import { LiveBadge, PauseButton } from "../shared/LiveBadge";
import { Panel } from "../shared/Panel";
import { AgeFilter } from "./AgeFilter";
import { type Filters, filtersOf, queryOf } from "./filters";
import { NeedySagas } from "./NeedySagas";
import { useSagaCounts } from "./queries";
import { SagaResults } from "./SagaResults";
import { StateFilter } from "./StateFilter";
import { useLiveSagas } from "./useLiveSagas";

/** Every sign-up, live: what waits for a person first. */
export function SagasScreen() {
  const t = useTranslations("ops.sagas");
  const router = useRouter();
  const filters = filtersOf(router.query);
  const [paused, setPaused] = useState(false);
  const [held, setHeld] = useState(false);
  const live = useLiveSagas(filters, { paused, held });
  const counts = useSagaCounts();
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
            <LiveBadge liveness={live.liveness} />
            <PauseButton paused={paused} onChange={setPaused} />
          </>
        }
      />
      <NeedySagas marked={live.marked} />
      <Panel title={t("all")}>
        <div className="mb-5 flex flex-col gap-4">
          <StateFilter counts={counts.data} chosen={filters.states} onChoose={(states) => filter({ states })} />
          <div className="flex flex-wrap items-center gap-3">
            <SearchField
              label={t("search")}
              placeholder={t("search")}
              value={filters.q}
              onSearch={(q) => filter({ q })}
            />
            <AgeFilter value={filters.olderThan} onChange={(olderThan) => filter({ olderThan })} />
          </div>
        </div>
        <SagaResults
          filters={filters}
          ready={router.isReady}
          live={live}
          onHold={setHeld}
          onClear={() => filter({ states: [], q: "", olderThan: "" })}
        />
      </Panel>
    </div>
  );
}
