import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { Title } from "@/base/Title";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { BackLink } from "../shared/BackLink";
import { LiveBadge } from "../shared/LiveBadge";
import { sagaKey, SAGAS, useSagaDetail } from "../sagas/queries";
import type { SagaDetail } from "../sagas/types";
import { useSagaStream } from "../sagas/useSagaStream";
import { AuditTrail, auditKey } from "./AuditTrail";
import { Remaining } from "./Remaining";
import { SagaFacts } from "./SagaFacts";
import { Steps } from "./Steps";
import { Timeline } from "./Timeline";

/** One sign-up: how it stands, what happened, what is still to come, and what may be pressed. */
export function SagaScreen() {
  const t = useTranslations("ops.saga");
  const { query, isReady } = useRouter();
  const id = isReady && typeof query.id === "string" ? query.id : undefined;
  const saga = useSagaDetail(id);
  const queries = useQueryClient();
  const readAgain = () => {
    if (id === undefined) return;
    void queries.invalidateQueries({ queryKey: sagaKey(id) });
    void queries.invalidateQueries({ queryKey: auditKey(id) });
  };
  const liveness = useSagaStream({
    onOpen: readAgain,
    onChange: (changed) => {
      if (changed.saga_id === id) readAgain();
      else void queries.invalidateQueries({ queryKey: SAGAS, refetchType: "none" });
    },
  });
  const name = saga.data?.name ?? t("title");
  return (
    <div className="flex flex-col gap-6">
      <Title>{name}</Title>
      <PageHeader
        back={<BackLink href="/ops/sagas">{t("back")}</BackLink>}
        title={name}
        lead={saga.data && <SubdomainLine saga={saga.data} />}
        action={<LiveBadge liveness={liveness} />}
      />
      {saga.data && <Parts saga={saga.data} />}
      {!saga.data && (saga.isError ? <Failed error={saga.error} onRetry={() => void saga.refetch()} /> : <Skeleton />)}
    </div>
  );
}

function Parts({ saga }: { saga: SagaDetail }) {
  return (
    <>
      <SagaFacts saga={saga} />
      <Steps saga={saga} />
      <Remaining saga={saga} />
      <Timeline saga={saga} />
      <AuditTrail sagaId={saga.saga_id} />
    </>
  );
}

function SubdomainLine({ saga }: { saga: SagaDetail }) {
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1 font-mono text-sm">
      <span>{saga.subdomain}</span>
      <span className="break-all select-all">{saga.saga_id}</span>
    </span>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("ops.saga.missing");
  const isUnknown = error instanceof ApiProblem && (error.status === 404 || error.status === 422);
  if (!isUnknown) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <EmptyState title={t("title")} action={<ButtonLink href="/ops/sagas">{t("list")}</ButtonLink>}>
      {t("text")}
    </EmptyState>
  );
}
