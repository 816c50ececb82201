import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { IN_FLIGHT } from "../sagas/types";
import { useParkedCount, useSagaFigures } from "./queries";

/** How much waits, each a way to where something can be done about it. */
export function Figures({ paused }: { paused: boolean }) {
  const t = useTranslations("ops.health.figure");
  const counts = useSagaFigures(paused).data;
  const parked = useParkedCount(paused).data;
  const underWay = counts && IN_FLIGHT.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const failed = counts?.COMPENSATION_FAILED;
  return (
    <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Figure href="/ops/sagas?estado=COMPENSATION_FAILED" value={failed} alarming={Boolean(failed)}>
        {t("failed")}
      </Figure>
      <Figure href="/ops/mensagens" value={parked} alarming={Boolean(parked)}>
        {t("parked")}
      </Figure>
      <Figure href={`/ops/sagas?${IN_FLIGHT.map((state) => `estado=${state}`).join("&")}`} value={underWay}>
        {t("underWay")}
      </Figure>
      <Figure href="/ops/sagas?estado=COMPLETED" value={counts?.COMPLETED}>
        {t("completed")}
      </Figure>
    </ul>
  );
}

function Figure({
  href,
  value,
  alarming = false,
  children,
}: {
  href: string;
  value: number | undefined;
  alarming?: boolean;
  children: ReactNode;
}) {
  return (
    <li>
      <Link
        href={href}
        className={cx(
          "flex h-full flex-col gap-1 rounded-lg border bg-surface p-5 shadow-near transition-colors hover:border-brand",
          alarming ? "border-2 border-danger" : "border-line",
        )}
      >
        <span className={cx("font-display text-4xl font-bold tabular-nums", alarming && "text-danger")}>
          {value ?? "–"}
        </span>
        <span className="text-ink-soft">{children}</span>
      </Link>
    </li>
  );
}
