import type { UseQueryResult } from "@tanstack/react-query";
import { PawPrint } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { isGone } from "./gone";
import { type HeldFocus, useHeldFocus, useNoteFocus } from "./useHeldFocus";

/** A record by its id: while it comes, when it is not there, and itself. */
export function OneRecord<Row>({
  id,
  query,
  kind,
  list,
  holds = false,
  children,
}: {
  id: number | null | undefined;
  query: UseQueryResult<Row>;
  /** What it is, as long as it has no name: "Tutor". */
  kind: string;
  list: string;
  /** A form stays when its record was deleted meanwhile: there may be text in it. */
  holds?: boolean;
  children: (row: Row, isDeleted: boolean) => ReactNode;
}) {
  const isDeleted = isGone(query.error);
  const gone = id === null || (isDeleted && !(holds && query.data));
  const row = gone ? undefined : query.data;
  const held = useHeldFocus(row !== undefined);
  return row === undefined ? (
    <NotHere held={held} gone={gone} query={query} kind={kind} list={list} />
  ) : (
    children(row, isDeleted)
  );
}

function NotHere<Row>({
  held,
  gone,
  query,
  kind,
  list,
}: {
  held: HeldFocus;
  gone: boolean;
  query: UseQueryResult<Row>;
  kind: string;
  list: string;
}) {
  const t = useTranslations("shop.record");
  useNoteFocus(held);
  return (
    <>
      <Title>{kind}</Title>
      <PageHeader title={kind} />
      {gone ? (
        <EmptyState
          picture={<PawPrint />}
          title={t("goneTitle")}
          action={<ButtonLink href={list}>{t("goneBack")}</ButtonLink>}
        >
          {t("goneText")}
        </EmptyState>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
      ) : (
        <Skeleton lines={4} />
      )}
    </>
  );
}
