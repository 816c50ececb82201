import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Card } from "@/components/Card";
import { Duration, Moment } from "@/components/Time";
import { Failure } from "../sagas/SagaTable";
import { StateBadge } from "../sagas/StateBadge";
import { isUnderWay, needsSomebody, type SagaDetail } from "../sagas/types";
import { Age, Countdown } from "../shared/Countdown";
import { Fact, Facts } from "../shared/Facts";
import { Tech } from "../shared/Ident";
import { useNow } from "../shared/useNow";
import { SagaDeeds } from "./SagaDeeds";
import { deedsOf } from "./undoing";

const TICK_MS = 5_000;

/** How it stands, what it means, and the buttons. */
export function SagaFacts({ saga }: { saga: SagaDetail }) {
  const t = useTranslations("ops.saga");
  const isNeedy = needsSomebody(saga, useNow(TICK_MS));
  return (
    <Card className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2" role="status">
        <StateBadge state={saga.state} phase={saga.phase} />
        {saga.failure_code && <Failure code={saga.failure_code} />}
      </div>
      <Banner kind={isNeedy ? "warn" : "info"} title={t(isNeedy ? "needsYou" : "whatNow")}>
        {t(`meaning.${saga.phase}`)}
      </Banner>
      {deedsOf(saga.actions).length > 0 ? (
        <div className="flex flex-wrap gap-3">
          <SagaDeeds saga={saga} />
        </div>
      ) : (
        <p className="text-ink-soft">{t("noDeeds")}</p>
      )}
      <div className="border-t border-line pt-5">
        <FactList saga={saga} />
      </div>
    </Card>
  );
}

function FactList({ saga }: { saga: SagaDetail }) {
  const t = useTranslations("ops.saga.fact");
  const underWay = isUnderWay(saga);
  return (
    <Facts>
      <Fact name={t("owner")}>
        {saga.owner_email ?? <span className="font-normal text-ink-soft">{t("ownerForgotten")}</span>}
      </Fact>
      <Fact name={t("began")}>
        <Moment at={saga.started_at} seconds />
      </Fact>
      <Fact name={t(underWay ? "running" : "took")}>
        {underWay ? <Age since={saga.started_at} /> : <Duration ms={saga.duration_ms} />}
      </Fact>
      <Fact name={t("attempts")}>{saga.attempts}</Fact>
      {underWay && (
        <>
          <Fact name={t("next")}>{saga.next_attempt_at ? <Countdown at={saga.next_attempt_at} /> : t("noNext")}</Fact>
          <Fact name={t("deadline")}>
            {saga.state === "ADMIN_CREATED" ? t("noDeadline") : <Countdown at={saga.deadline_at} />}
          </Fact>
        </>
      )}
      <Fact name={t("schema")}>
        <Tech>{saga.schema_name}</Tech>
      </Fact>
      <Fact name={t("role")}>
        <Tech>{saga.role_name}</Tech>
      </Fact>
      <Fact name={t("revision")}>{saga.schema_version ? <Tech>{saga.schema_version}</Tech> : t("noRevision")}</Fact>
      <Fact name={t("tenant")}>
        <Tech>{saga.tenant_id}</Tech>
      </Fact>
      <Fact name={t("version")}>{saga.version}</Fact>
    </Facts>
  );
}
