import { ListPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { type Draft, isOnlyExtras } from "../agendar/useBookingForm";
import { EsperaSheet } from "./EsperaSheet";

/** Where no time suits, the animal waits for one, with all that was chosen. */
export function WaitInstead({
  draft: { animalId, servicos, profissionalId, note },
  today,
  zone,
  onDone,
}: {
  draft: Draft;
  today: string;
  zone: string;
  onDone: () => void;
}) {
  const t = useTranslations("espera.instead");
  const [isOpen, setOpen] = useState(false);
  if (animalId === null || servicos.length === 0 || isOnlyExtras(servicos)) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="text-ink-soft">{t("lead")}</p>
      <Button look="secondary" icon={<ListPlus aria-hidden className="size-5" />} onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      {isOpen && (
        <EsperaSheet
          entry={null}
          chosen={{
            animalId,
            servicos: servicos.map(({ servico_id }) => servico_id),
            profissionalId,
            observacoes: note,
          }}
          today={today}
          zone={zone}
          onClose={() => setOpen(false)}
          onSaved={onDone}
        />
      )}
    </div>
  );
}
