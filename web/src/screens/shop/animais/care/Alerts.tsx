import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import type { Animal } from "../queries";
import { useAnimalWords } from "../useAnimalWords";

/** What whoever lays hands on this animal has to know first. */
export function Alerts({ animal }: { animal: Animal }) {
  const t = useTranslations("animal.alerts");
  if (animal.tags.length === 0 && !animal.observacoes) return null;
  return (
    <section
      aria-label={t("title")}
      className="flex gap-3 rounded-lg bg-glow-tint p-4 text-glow-ink sm:items-start sm:p-5 print:hidden"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-6 shrink-0" />
      <div className="flex min-w-0 flex-col gap-3">
        {animal.tags.length > 0 && (
          <ul aria-label={t("tags")} className="flex flex-wrap gap-2">
            {animal.tags.map((tag) => (
              <li
                key={tag}
                className="rounded-full border border-glow-ink/50 bg-surface px-3 py-0.5 font-semibold wrap-anywhere text-ink"
              >
                {tag}
              </li>
            ))}
          </ul>
        )}
        {animal.observacoes && <p className="min-w-0 whitespace-pre-line">{animal.observacoes}</p>}
      </div>
    </section>
  );
}

const TONES = { ativo: "ok", inativo: "neutral", falecido: "neutral" } as const;

/** Whether the shop still looks after it. */
export function Situation({ animal }: { animal: Animal }) {
  const t = useTranslations("animal");
  const words = useAnimalWords();
  const { situacao, falecido_em } = animal;
  return (
    <Badge tone={TONES[situacao]}>
      {falecido_em ? t("diedOn", { date: words.date(falecido_em) }) : t(`situation.${situacao}`)}
    </Badge>
  );
}
