import { CalendarDays, MessageCircle, ShoppingBasket, Ticket } from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Section } from "./Section";

const COMING = [
  { key: "agenda", Icon: CalendarDays },
  { key: "pdv", Icon: ShoppingBasket },
  { key: "pacotes", Icon: Ticket },
  { key: "lembretes", Icon: MessageCircle },
] as const;

/** What is not there yet, said as such. */
export function Soon() {
  const t = useTranslations("landing.soon");
  return (
    <Section title={t("title")} lead={t("lead")}>
      <ul className="grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-4">
        {COMING.map(({ key, Icon }) => (
          <li key={key} className="rounded-lg border border-dashed border-line-strong/60 p-5">
            <div className="flex items-center justify-between gap-3">
              <Icon aria-hidden className="size-7 text-glow" />
              <Badge tone="glow">{t("badge")}</Badge>
            </div>
            <h3 className="mt-4 text-xl font-bold">{t(`${key}.title`)}</h3>
            <p className="mt-1 text-ink-soft">{t(`${key}.text`)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
