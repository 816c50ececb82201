import { CalendarPlus, PawPrint, Scissors, UserRoundPlus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";

const ACTIONS = [
  { name: "agendar", href: "/agenda?agendar=novo", Icon: CalendarPlus, tone: "bg-ok-tint text-ok" },
  { name: "tutor", href: "/tutores/novo", Icon: UserRoundPlus, tone: "bg-brand-tint text-brand-strong" },
  { name: "animal", href: "/animais/novo", Icon: PawPrint, tone: "bg-glow-tint text-glow-ink" },
  { name: "servico", href: "/servicos/novo", Icon: Scissors, tone: "bg-info-tint text-info" },
] as const;

/** What is done most, one tap away. */
export function QuickActions() {
  const t = useTranslations("shop.home.quick");
  return (
    <nav aria-label={t("label")} className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      {ACTIONS.map(({ name, href, Icon, tone }) => (
        <Link
          key={name}
          href={href}
          className="flex flex-col items-center gap-2 rounded-lg border border-line bg-surface p-3 text-center font-semibold shadow-near transition-[border-color,transform] hover:-translate-y-0.5 hover:border-brand sm:flex-row sm:gap-4 sm:p-5 sm:text-left"
        >
          <span
            aria-hidden
            className={`flex size-11 shrink-0 items-center justify-center rounded-full sm:size-12 ${tone}`}
          >
            <Icon className="size-6" />
          </span>
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
