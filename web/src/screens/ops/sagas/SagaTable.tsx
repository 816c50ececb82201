import Link from "next/link";
import { useTranslations } from "use-intl";
import { type Column, Table } from "@/components/Table";
import { Ago, Duration } from "@/components/Time";
import { RowDeeds } from "../saga/SagaDeeds";
import { deedsOf } from "../saga/undoing";
import { Age, Countdown } from "../shared/Countdown";
import { Tech } from "../shared/Ident";
import { StateBadge } from "./StateBadge";
import { isUnderWay, type SagaSummary } from "./types";

/** Sagas as rows; those that changed a moment ago glow. */
export function SagaTable({
  caption,
  sagas,
  marked,
}: {
  caption: string;
  sagas: readonly SagaSummary[];
  marked: ReadonlySet<string>;
}) {
  const t = useTranslations("ops.sagas.column");
  const columns: Column<SagaSummary>[] = [
    { key: "shop", title: t("shop"), names: true, cell: (saga) => <Shop saga={saga} /> },
    { key: "state", title: t("state"), cell: (saga) => <State saga={saga} /> },
    { key: "age", title: t("age"), cell: (saga) => <HowOld saga={saga} /> },
    {
      key: "attempts",
      title: t("attempts"),
      align: "right",
      cell: (saga) => (isUnderWay(saga) || saga.attempts > 1 ? saga.attempts : null),
    },
    { key: "next", title: t("next"), cell: (saga) => nextOf(saga) },
    {
      key: "deeds",
      title: t("deeds"),
      cell: (saga) => (deedsOf(saga.actions).length > 0 ? <RowDeeds saga={saga} /> : null),
    },
  ];
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={sagas}
      rowKey={(saga) => saga.saga_id}
      rowLook={(saga) => marked.has(saga.saga_id) && "bg-glow-tint"}
    />
  );
}

function Shop({ saga }: { saga: SagaSummary }) {
  return (
    <span className="flex flex-col items-start">
      <Link href={`/ops/sagas/${saga.saga_id}`} className="min-h-6 underline-offset-2 hover:underline">
        {saga.name}
      </Link>
      <Tech>{saga.subdomain}</Tech>
    </span>
  );
}

function State({ saga }: { saga: SagaSummary }) {
  return (
    <span className="flex flex-col items-start gap-1">
      <StateBadge state={saga.state} phase={saga.phase} />
      {saga.failure_code && <Failure code={saga.failure_code} />}
    </span>
  );
}

/** Why a sign-up failed, in words and as the code. */
export function Failure({ code }: { code: string }) {
  const t = useTranslations("ops.failure");
  return (
    <span className="text-sm">
      {t.has(code) ? t(code) : t("unknown")} <Tech>{code}</Tech>
    </span>
  );
}

function HowOld({ saga }: { saga: SagaSummary }) {
  const t = useTranslations("ops.sagas");
  if (isUnderWay(saga)) return <Age since={saga.started_at} />;
  return (
    <span className="whitespace-nowrap">
      <Ago at={saga.started_at} />
      {saga.finished_at && (
        <span className="block text-sm text-ink-soft">
          {t.rich("took", { duration: () => <Duration ms={saga.duration_ms} /> })}
        </span>
      )}
    </span>
  );
}

function nextOf(saga: SagaSummary) {
  return isUnderWay(saga) && saga.next_attempt_at ? <Countdown at={saga.next_attempt_at} /> : null;
}
