import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { ButtonLink } from "@/components/Button";
import { Card, PageHeader } from "@/components/Card";
import { EmptyState, Skeleton } from "@/components/States";
import { Ago } from "@/components/Time";
import { BackLink } from "../shared/BackLink";
import { Fact, Facts } from "../shared/Facts";
import { Panel } from "../shared/Panel";
import { GroupMessages } from "./GroupMessages";
import { useGroups, useReplays } from "./queries";
import { ReplayGroup } from "./ReplayGroup";
import { ReplayProgress } from "./ReplayProgress";
import { type GroupId, isOf } from "./types";

/** Messages with one cause: what failed, and sending them again, few first. */
export function GroupScreen() {
  const t = useTranslations("ops.parking.group");
  const { query, isReady } = useRouter();
  const { causa, servico, fila } = query;
  if (!isReady) return <Skeleton />;
  if (typeof causa !== "string" || typeof servico !== "string" || typeof fila !== "string") {
    return (
      <EmptyState title={t("unknown")} action={<ButtonLink href="/ops/mensagens">{t("all")}</ButtonLink>}>
        {t("unknownText")}
      </EmptyState>
    );
  }
  return <OneGroup group={{ fingerprint: causa, service: servico, queue: fila }} />;
}

function OneGroup({ group }: { group: GroupId }) {
  const t = useTranslations("ops.parking.group");
  return (
    <div className="flex flex-col gap-6">
      <Title>{t("title")}</Title>
      <PageHeader
        back={<BackLink href="/ops/mensagens">{t("all")}</BackLink>}
        title={t("title")}
        lead={<code className="font-mono text-sm wrap-anywhere">{group.fingerprint}</code>}
      />
      <GroupFacts group={group} />
      <GroupReplays group={group} />
      <Panel title={t("messages")} lead={t("messagesLead")}>
        <GroupMessages group={group} />
      </Panel>
    </div>
  );
}

function GroupFacts({ group }: { group: GroupId }) {
  const t = useTranslations("ops.parking");
  const groups = useGroups(false);
  const found = groups.data?.items.find(
    (one) => one.fingerprint === group.fingerprint && one.service === group.service && one.queue === group.queue,
  );
  return (
    <Card className="flex flex-col gap-5">
      <Facts>
        <Fact name={t("column.count")}>
          <span className="font-display text-2xl font-bold tabular-nums">
            {found?.count ?? (groups.data ? 0 : "…")}
          </span>
        </Fact>
        <Fact name={t("column.where")}>
          {group.service} <span className="block font-mono text-xs wrap-anywhere text-ink-soft">{group.queue}</span>
        </Fact>
        {found && (
          <>
            <Fact name={t("column.oldest")}>
              <Ago at={found.oldest} />
            </Fact>
            <Fact name={t("column.newest")}>
              <Ago at={found.newest} />
            </Fact>
          </>
        )}
      </Facts>
      {found?.error && (
        <pre
          lang="en"
          className="rounded-md bg-sunken p-3 font-mono text-sm whitespace-pre-wrap wrap-anywhere text-danger"
        >
          {found.error}
        </pre>
      )}
      {groups.data && !found && <p className="text-ink-soft">{t("group.empty")}</p>}
      {found && (
        <div className="flex flex-wrap items-center gap-4 border-t border-line pt-5">
          <ReplayGroup group={group} />
          <p className="min-w-0 flex-1 basis-64 text-sm text-ink-soft">{t("group.advice")}</p>
        </div>
      )}
    </Card>
  );
}

function GroupReplays({ group }: { group: GroupId }) {
  const t = useTranslations("ops.parking");
  const replays = useReplays();
  const own = replays.data?.items.filter((replay) => isOf(replay, group)) ?? [];
  if (own.length === 0) return null;
  return (
    <Panel title={t("replays")}>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {own.map((replay) => (
          <ReplayProgress key={replay.id} replay={replay} />
        ))}
      </div>
    </Panel>
  );
}
