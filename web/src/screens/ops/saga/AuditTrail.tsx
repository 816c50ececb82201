import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, unwrap } from "@/api/client";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { Moment } from "@/components/Time";
import type { components } from "@/api/schema";
import { Actor } from "../shared/Actor";
import { Tech } from "../shared/Ident";
import { Panel } from "../shared/Panel";

type Entry = components["schemas"]["AuditOut"];

export const auditKey = (sagaId: string) => ["ops", "audit", `saga:${sagaId}`] as const;

/** What operators did to this saga, and why; the newest first. */
export function AuditTrail({ sagaId }: { sagaId: string }) {
  const t = useTranslations("ops.saga.audit");
  const audit = useInfiniteQuery({
    queryKey: auditKey(sagaId),
    queryFn: ({ pageParam, signal }) => {
      const query = { target: `saga:${sagaId}`, ...(pageParam && { cursor: pageParam }) };
      return unwrap(api.GET("/api/v1/ops/audit", { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  const entries = audit.data?.pages.flatMap((page) => page.items);
  return (
    <Panel title={t("title")} lead={t("lead")}>
      {audit.isError && !entries && <ErrorState error={audit.error} onRetry={() => void audit.refetch()} />}
      {audit.isPending && <Skeleton lines={2} />}
      {entries?.length === 0 && <p className="text-ink-soft">{t("none")}</p>}
      <ol className="flex flex-col">
        {entries?.map((entry) => (
          <AuditLine key={entry.id} entry={entry} />
        ))}
      </ol>
      {audit.hasNextPage && (
        <Button look="secondary" busy={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Panel>
  );
}

function AuditLine({ entry }: { entry: Entry }) {
  const t = useTranslations("ops.audit");
  const key = entry.action.replaceAll(".", "_");
  return (
    <li className="flex flex-col gap-1 border-b border-line py-3 last:border-b-0">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <span className="text-sm text-ink-soft tabular-nums">
          <Moment at={entry.at} seconds />
        </span>
        <span className="font-semibold">{t.has(key) ? t(key) : entry.action}</span>
        <Tech>{entry.action}</Tech>
        <span className="text-sm">
          <Actor id={entry.actor} />
        </span>
      </p>
      {entry.reason && <blockquote className="border-l-2 border-glow pl-3 italic">{entry.reason}</blockquote>}
      {entry.request_id && <Tech>{entry.request_id}</Tech>}
    </li>
  );
}
