import { LifeBuoy } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Moment } from "@/components/Time";
import { changesOf, pageOf } from "./changes";
import { deviceOf } from "./device";
import type { Entry } from "./queries";
import { useChangeWords } from "./useChangeWords";

/** One deed: who, what, when; on demand what it changed, and from where. */
export function HistoryEntry({ entry, zone }: { entry: Entry; zone: string }) {
  const t = useTranslations("history");
  const deed = `action.${entry.action.replaceAll(".", "_")}`;
  const page = pageOf(entry);
  return (
    <li className="flex flex-col gap-1.5 border-b border-line py-3.5 last:border-b-0">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
        <span className="font-semibold">
          <Who entry={entry} />
        </span>
        <span>{t.has(deed) ? t(deed) : entry.action}</span>
        {page && (
          <Link href={page} className="inline-flex min-h-6 items-center font-medium text-brand underline">
            {t("open")}
          </Link>
        )}
        <span className="text-sm text-ink-soft tabular-nums sm:ml-auto">
          <Moment at={entry.at} zone={zone} seconds />
        </span>
      </p>
      {entry.impersonation && (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <Badge tone="info" icon={<LifeBuoy aria-hidden />}>
            {t("support")}
          </Badge>
          <span className="wrap-anywhere">{t("reason", { reason: entry.impersonation })}</span>
        </p>
      )}
      <Details entry={entry} zone={zone} />
    </li>
  );
}

function Who({ entry }: { entry: Entry }) {
  const t = useTranslations("history.who");
  if (entry.actor_kind !== "user") return t(entry.actor_kind);
  return entry.actor_name ?? t("gone");
}

function Details({ entry, zone }: { entry: Entry; zone: string }) {
  const t = useTranslations("history");
  const changes = changesOf(entry);
  const words = useChangeWords(zone);
  const device = deviceOf(entry.user_agent);
  const where = [entry.address, device && t("device", device)].filter(Boolean).join(" · ");
  if (changes.length === 0 && !where) return null;
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-6 cursor-pointer items-center font-medium text-ink-soft">
        {t("details")}
      </summary>
      <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
        {changes.map(({ field, before, after }) => (
          <div key={field} className="contents">
            <dt className="text-ink-soft">{words.field(field)}</dt>
            <dd className="min-w-0 wrap-anywhere">
              {before && <del className="mr-2 text-ink-soft">{words.values(field, before)}</del>}
              {after && <ins className="font-medium no-underline">{words.values(field, after)}</ins>}
            </dd>
          </div>
        ))}
        {where && (
          <div className="contents">
            <dt className="text-ink-soft">{t("where")}</dt>
            <dd className="min-w-0 wrap-anywhere">{where}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
