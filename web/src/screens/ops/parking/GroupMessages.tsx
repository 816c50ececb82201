import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { SelectField } from "@/components/Field";
import { ErrorState, Skeleton } from "@/components/States";
import { type Column, Table } from "@/components/Table";
import { Ago } from "@/components/Time";
import { Tech } from "../shared/Ident";
import { MessageStatusBadge } from "./MessageStatus";
import { useMessages } from "./queries";
import { type GroupId, type Message, type MessageStatus, STATUSES } from "./types";

/** The messages of a group, those that wait first of all. */
export function GroupMessages({ group }: { group: GroupId }) {
  const t = useTranslations("ops.parking");
  const [status, setStatus] = useState<MessageStatus | undefined>("parked");
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label={t("byStatus")}
        className="max-w-64"
        value={status ?? ""}
        onChange={(event) => setStatus(STATUSES.find((one) => one === event.target.value))}
      >
        <option value="">{t("anyStatus")}</option>
        {STATUSES.map((one) => (
          <option key={one} value={one}>
            {t(`status.${one}`)}
          </option>
        ))}
      </SelectField>
      <MessageList group={group} status={status} />
    </div>
  );
}

function MessageList({ group, status }: { group: GroupId; status: MessageStatus | undefined }) {
  const t = useTranslations("ops.parking");
  const messages = useMessages(group, status);
  if (messages.isError && !messages.data) {
    return <ErrorState error={messages.error} onRetry={() => void messages.refetch()} busy={messages.isFetching} />;
  }
  if (!messages.data) return <Skeleton lines={4} />;
  const rows = messages.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <p className="text-ink-soft">{t("noMessages")}</p>;
  const columns: Column<Message>[] = [
    { key: "id", title: t("message.column.id"), names: true, cell: (message) => <Name message={message} /> },
    { key: "status", title: t("message.column.status"), cell: (message) => <MessageStatusBadge message={message} /> },
    { key: "reason", title: t("message.column.reason"), cell: (message) => <Reason reason={message.reason} /> },
    { key: "attempts", title: t("message.column.attempts"), align: "right", cell: ({ attempts }) => attempts },
    { key: "at", title: t("message.column.parked"), cell: ({ parked_at }) => <Ago at={parked_at} /> },
  ];
  return (
    <>
      <Table caption={t("group.messages")} columns={columns} rows={rows} rowKey={(message) => message.id} />
      {messages.hasNextPage && (
        <Button look="secondary" busy={messages.isFetchingNextPage} onClick={() => void messages.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

function Name({ message }: { message: Message }) {
  return (
    <span className="flex flex-col items-start">
      <Link href={`/ops/mensagens/${message.id}`} className="min-h-6 underline-offset-2 hover:underline">
        {message.id}
      </Link>
      <Tech>{message.routing_key}</Tech>
    </span>
  );
}

/** Why it was parked, in words and as the code. */
export function Reason({ reason }: { reason: string }) {
  const t = useTranslations("ops.parking.reason");
  return (
    <span>
      {t.has(reason) ? t(reason) : t("unknown")} <Tech>{reason}</Tech>
    </span>
  );
}
