import { Plus } from "lucide-react";
import { useTranslations } from "use-intl";
import { Section } from "./Section";

const QUESTIONS = ["price", "data", "device", "time"] as const;

export function Faq() {
  const t = useTranslations("landing.faq");
  return (
    <Section title={t("title")} className="lg:grid lg:grid-cols-[1fr_1.6fr] lg:gap-14 lg:[&>div]:mt-0">
      <div className="border-t border-line">
        {QUESTIONS.map((key) => (
          <details key={key} className="group border-b border-line">
            <summary className="flex min-h-16 cursor-pointer list-none items-center justify-between gap-4 rounded-md py-4 text-lg font-semibold hover:text-brand [&::-webkit-details-marker]:hidden">
              {t(`${key}.q`)}
              <Plus aria-hidden className="size-6 shrink-0 text-brand transition-transform group-open:rotate-45" />
            </summary>
            <p className="max-w-prose pb-5 text-ink-soft">{t(`${key}.a`)}</p>
          </details>
        ))}
      </div>
    </Section>
  );
}
