import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { isDate } from "./clock";

type Address = { pathname: string; query: Record<string, string> };
type Way = { href: Address; label: string };

/** A span back, today, a span on, or any day: where one is stands in the address. */
export function DayNav({
  date,
  today,
  before,
  after,
  to,
}: {
  date: string | undefined;
  today: string | undefined;
  before: Way;
  after: Way;
  to: (day: string | undefined) => Address;
}) {
  const t = useTranslations("agenda");
  const router = useRouter();
  return (
    <>
      <nav aria-label={t("days")} className="flex items-center gap-1">
        <Step {...before}>
          <ChevronLeft aria-hidden className="size-6" />
        </Step>
        <Link href={to(today)} className={cx(PILL, date === today && "border-brand text-brand-strong")}>
          {t("today")}
        </Link>
        <Step {...after}>
          <ChevronRight aria-hidden className="size-6" />
        </Step>
      </nav>
      <label className="inline-flex items-center gap-2">
        <span className="sr-only">{t("goTo")}</span>
        <input
          type="date"
          value={date ?? ""}
          onChange={(event) => isDate(event.target.value) && void router.push(to(event.target.value))}
          className="min-h-11 rounded-full border border-line-strong bg-surface px-4"
        />
      </label>
    </>
  );
}

const PILL =
  "inline-flex min-h-11 items-center rounded-full border border-line-strong bg-surface px-4 font-semibold hover:border-brand";

function Step({ href, label, children }: Way & { children: React.ReactNode }) {
  return (
    <Link
      href={href}
      aria-label={label}
      title={label}
      className="inline-flex size-11 items-center justify-center rounded-full text-ink-soft hover:bg-sunken hover:text-ink"
    >
      {children}
    </Link>
  );
}
