import { MailCheck } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { cx } from "@/components/cx";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { type Column, Table } from "@/components/Table";
import { Ago, Moment } from "@/components/Time";
import { Actor } from "../shared/Actor";
import { CodeText } from "./LetterState";
import { LiftButton, LiftDialog } from "./Lift";
import { useAddresses } from "./queries";
import type { Address } from "./types";

type Props = { q: string; lifted: boolean; ready: boolean };

/** Suppressed addresses with the way to lift each, or those that were lifted. */
export function AddressList(props: Props) {
  const [asked, setAsked] = useState<Address>();
  return (
    <>
      <Addresses {...props} onAsk={setAsked} />
      {/* Not in its row, which goes away when somebody else was quicker. */}
      <LiftDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}

type Ask = (address: Address) => void;

function Addresses({ q, lifted, ready, onAsk }: Props & { onAsk: Ask }) {
  const t = useTranslations("letters.addresses");
  const list = useAddresses(q, lifted, ready);
  if (list.isError && !list.data) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />;
  }
  if (!list.data) return <Skeleton lines={4} />;
  const rows = list.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <Nothing q={q} lifted={lifted} />;
  return (
    <>
      <div className={cx("transition-opacity", list.isPlaceholderData && "opacity-60")}>
        <AddressTable rows={rows} lifted={lifted} onAsk={onAsk} />
      </div>
      {list.hasNextPage && (
        <div className="flex justify-center">
          <Button look="secondary" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </>
  );
}

function AddressTable({ rows, lifted, onAsk }: { rows: readonly Address[]; lifted: boolean; onAsk: Ask }) {
  const t = useTranslations("letters.addresses");
  const columns: Column<Address>[] = [
    { key: "address", title: t("column.address"), names: true, cell: ({ address }) => address },
    { key: "why", title: t("column.why"), free: true, cell: (address) => <Why address={address} /> },
    { key: "since", title: t("column.since"), cell: ({ created_at }) => <Ago at={created_at} /> },
    {
      key: "letter",
      title: t("column.letter"),
      cell: ({ delivery_id }) => delivery_id && <LetterLink id={delivery_id} />,
    },
    lifted
      ? { key: "lifted", title: t("column.lifted"), free: true, cell: (address) => <Lifted address={address} /> }
      : {
          key: "deeds",
          title: t("column.deeds"),
          bare: true,
          cell: (address) => <LiftButton address={address} onAsk={onAsk} />,
        },
  ];
  return <Table caption={t("title")} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function Why({ address }: { address: Address }) {
  return (
    <span className="flex min-w-0 flex-col items-start gap-0.5">
      <CodeText code={address.code} />
      <span lang="en" className="font-mono text-xs wrap-anywhere text-ink-soft">
        {address.detail}
      </span>
    </span>
  );
}

function LetterLink({ id }: { id: string }) {
  const t = useTranslations("letters.addresses");
  return (
    <Link href={`/ops/envios/${id}`} className="inline-flex min-h-6 items-center font-medium text-brand underline">
      {t("openLetter")}
    </Link>
  );
}

function Lifted({ address }: { address: Address }) {
  if (address.lifted_at === null) return null;
  return (
    <span className="flex min-w-0 flex-col items-start gap-0.5">
      <Moment at={address.lifted_at} />
      {address.lifted_by && (
        <span className="text-sm">
          <Actor id={address.lifted_by} />
        </span>
      )}
      {address.lift_reason && <span className="text-sm wrap-anywhere italic">{address.lift_reason}</span>}
    </span>
  );
}

function Nothing({ q, lifted }: Pick<Props, "q" | "lifted">) {
  const t = useTranslations("letters.addresses.empty");
  if (q.trim()) return <EmptyState title={t("filtered")}>{t("filteredText")}</EmptyState>;
  return (
    <EmptyState picture={<MailCheck />} title={t(lifted ? "noneLifted" : "none")}>
      {t(lifted ? "noneLiftedText" : "noneText")}
    </EmptyState>
  );
}
