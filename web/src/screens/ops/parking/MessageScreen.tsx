import Link from "next/link";
import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { Title } from "@/base/Title";
import { ButtonLink } from "@/components/Button";
import { Card, PageHeader } from "@/components/Card";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { Ago, Moment } from "@/components/Time";
import { Actor } from "../shared/Actor";
import { BackLink } from "../shared/BackLink";
import { Fact, Facts } from "../shared/Facts";
import { Tech } from "../shared/Ident";
import { JsonPanel } from "./JsonPanel";
import { MessageDeeds } from "./MessageDeeds";
import { MessageStatusBadge } from "./MessageStatus";
import { Reason } from "./GroupMessages";
import { useMessage, useReplay } from "./queries";
import { ReplayProgress } from "./ReplayProgress";
import { groupHref, type MessageDetail } from "./types";

/** One message: what failed, what it says with its secrets masked, and its two ways out. */
export function MessageScreen() {
  const t = useTranslations("ops.parking.message");
  const { query, isReady } = useRouter();
  const id = isReady ? Number(query.id) : undefined;
  const message = useMessage(id);
  const group = message.data ? groupHref(message.data) : "/ops/mensagens";
  const title = id === undefined ? t("untitled") : t("title", { id: String(query.id) });
  return (
    <div className="flex flex-col gap-6">
      <Title>{title}</Title>
      <PageHeader
        back={<BackLink href={group}>{t(message.data ? "group" : "all")}</BackLink>}
        title={title}
        lead={message.data && <Tech className="text-sm">{message.data.routing_key}</Tech>}
      />
      {message.data && <Parts message={message.data} />}
      {!message.data &&
        (message.isError ? <Failed error={message.error} onRetry={() => void message.refetch()} /> : <Skeleton />)}
    </div>
  );
}

function Parts({ message }: { message: MessageDetail }) {
  const t = useTranslations("ops.parking.message");
  const replay = useReplay(message.replay_id);
  return (
    <>
      <Card className="flex flex-col gap-5">
        <div role="status">
          <MessageStatusBadge message={message} />
        </div>
        {message.error && (
          <pre
            lang="en"
            className="rounded-md bg-sunken p-3 font-mono text-sm whitespace-pre-wrap wrap-anywhere text-danger"
          >
            {message.error}
          </pre>
        )}
        <MessageDeeds message={message} />
        <MessageFacts message={message} />
      </Card>
      {replay.data && <ReplayProgress replay={replay.data} />}
      <JsonPanel title={t("payload")} lead={t("payloadLead")} value={message.payload} />
      <JsonPanel title={t("headers")} value={message.headers} />
    </>
  );
}

function MessageFacts({ message }: { message: MessageDetail }) {
  const t = useTranslations("ops.parking.message.fact");
  return (
    <Facts className="border-t border-line pt-5">
      <Fact name={t("reason")}>
        <Reason reason={message.reason} />
      </Fact>
      <Fact name={t("where")}>
        {message.service} <Tech className="block">{message.queue}</Tech>
      </Fact>
      <Fact name={t("attempts")}>{message.attempts}</Fact>
      <Fact name={t("parked")}>
        <Ago at={message.parked_at} />
        {message.times_parked > 1 && (
          <span className="block text-sm text-ink-soft">{t("times", { count: message.times_parked })}</span>
        )}
      </Fact>
      {message.saga_id && (
        <Fact name={t("saga")}>
          <Link href={`/ops/sagas/${message.saga_id}`} className="text-brand underline">
            {t("openSaga")}
          </Link>
        </Fact>
      )}
      <Fact name={t("messageId")}>
        <Tech>{message.message_id}</Tech>
      </Fact>
      {message.correlation_id && (
        <Fact name={t("correlation")}>
          <Tech>{message.correlation_id}</Tech>
        </Fact>
      )}
      {message.settled_at && (
        <Fact name={t("settled")}>
          <Moment at={message.settled_at} seconds />
          {message.settled_by && (
            <span className="block text-sm">
              <Actor id={message.settled_by} />
            </span>
          )}
          {message.settle_reason && <span className="block text-sm italic">{message.settle_reason}</span>}
        </Fact>
      )}
    </Facts>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("ops.parking.message");
  const isUnknown = error instanceof ApiProblem && (error.status === 404 || error.status === 422);
  if (!isUnknown) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <EmptyState title={t("missing")} action={<ButtonLink href="/ops/mensagens">{t("all")}</ButtonLink>}>
      {t("missingText")}
    </EmptyState>
  );
}
