import { MailCheck } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { type Column, Table } from "@/components/Table";
import { Ago } from "@/components/Time";
import { Tech } from "../shared/Ident";
import { PauseButton } from "../shared/LiveBadge";
import { Panel } from "../shared/Panel";
import { useGroups, useReplays } from "./queries";
import { ReplayProgress } from "./ReplayProgress";
import { type Group, groupHref } from "./types";

/** What could not be handled, by cause; and what was sent again. */
export function MessagesScreen() {
  const t = useTranslations("ops.parking");
  const [paused, setPaused] = useState(false);
  return (
    <div className="flex flex-col gap-6">
      <Title>{t("title")}</Title>
      <PageHeader title={t("title")} lead={t("lead")} action={<PauseButton paused={paused} onChange={setPaused} />} />
      <Panel title={t("groups")} lead={t("groupsLead")}>
        <Groups paused={paused} />
      </Panel>
      <Replays />
    </div>
  );
}

function Groups({ paused }: { paused: boolean }) {
  const t = useTranslations("ops.parking");
  const groups = useGroups(paused);
  if (groups.isError && !groups.data) {
    return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} busy={groups.isFetching} />;
  }
  if (!groups.data) return <Skeleton lines={3} />;
  if (groups.data.items.length === 0) {
    return (
      <EmptyState picture={<MailCheck />} title={t("none")}>
        {t("noneText")}
      </EmptyState>
    );
  }
  const columns: Column<Group>[] = [
    { key: "cause", title: t("column.cause"), names: true, cell: (group) => <Cause group={group} /> },
    { key: "count", title: t("column.count"), align: "right", cell: ({ count }) => <Count count={count} /> },
    { key: "where", title: t("column.where"), cell: (group) => <Where group={group} /> },
    { key: "oldest", title: t("column.oldest"), cell: ({ oldest }) => <Ago at={oldest} /> },
    { key: "newest", title: t("column.newest"), cell: ({ newest }) => <Ago at={newest} /> },
  ];
  return <Table caption={t("groups")} columns={columns} rows={groups.data.items} rowKey={groupHref} />;
}

function Cause({ group }: { group: Group }) {
  return (
    <span className="flex max-w-xl flex-col gap-1">
      <Link href={groupHref(group)} className="wrap-anywhere underline-offset-2 hover:underline">
        {group.fingerprint}
      </Link>
      {group.error && (
        <span lang="en" className="line-clamp-2 font-mono text-xs font-normal wrap-anywhere text-ink-soft">
          {group.error}
        </span>
      )}
    </span>
  );
}

function Count({ count }: { count: number }) {
  return <span className="font-display text-xl font-bold tabular-nums">{count}</span>;
}

function Where({ group }: { group: Group }) {
  return (
    <span className="flex flex-col max-md:ml-auto max-md:items-end">
      <span>{group.service}</span>
      <Tech>{group.queue}</Tech>
    </span>
  );
}

function Replays() {
  const t = useTranslations("ops.parking");
  const replays = useReplays();
  return (
    <Panel title={t("replays")} lead={t("replaysLead")}>
      {replays.isError && !replays.data && <ErrorState error={replays.error} onRetry={() => void replays.refetch()} />}
      {replays.isPending && <Skeleton lines={2} />}
      {replays.data?.items.length === 0 && <p className="text-ink-soft">{t("noReplays")}</p>}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {replays.data?.items.map((replay) => (
          <ReplayProgress key={replay.id} replay={replay} named />
        ))}
      </div>
    </Panel>
  );
}
