import { CalendarClock } from "lucide-react";
import { useTranslations } from "use-intl";

/** What is not there yet, said as it is. */
export function AgendaSoon() {
  const t = useTranslations("shop.home");
  return (
    <p className="flex items-center gap-3 rounded-lg border border-dashed border-line-strong/60 px-5 py-4 text-ink-soft">
      <CalendarClock aria-hidden className="size-6 shrink-0 text-glow-ink" />
      {t("agendaSoon")}
    </p>
  );
}
