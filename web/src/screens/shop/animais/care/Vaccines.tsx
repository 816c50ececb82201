import { Syringe } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ErrorState, Skeleton } from "@/components/States";
import { useSay } from "@/components/Toast";
import { useSession } from "@/session";
import { DeleteDialog } from "../../record/DeleteDialog";
import { Section } from "../../record/Section";
import type { Animal } from "../queries";
import { useAnimalWords } from "../useAnimalWords";
import { CardDeeds } from "./CardDeeds";
import { DoseDialog, type DoseAsked } from "./DoseDialog";
import { type Card, type Dose, useCard, useDeleteDose, type Vaccine } from "./queries";
import { byUrgency, stateOf } from "./states";
import { VaccineLine } from "./VaccineLine";

/** The card: how the animal stands with each vaccine, its doses, and the card on paper. */
export function Vaccines({ animal }: { animal: Animal }) {
  const t = useTranslations("animal.vaccines");
  const { data, error, refetch, isFetching } = useCard(animal.id);
  return (
    // On paper a page that has a card is that card (styles/print.css).
    <div data-prints>
      <Section title={t("title")} action={data && <CardDeeds animal={animal} />}>
        {data ? (
          <Lines animal={animal} card={data} />
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} busy={isFetching} />
        ) : (
          <Skeleton lines={3} />
        )}
      </Section>
    </div>
  );
}

function Lines({ animal, card }: { animal: Animal; card: Card }) {
  const t = useTranslations("animal.vaccines");
  const words = useAnimalWords();
  const shop = useSession().account?.tenant?.name;
  const [asked, setAsked] = useState<DoseAsked | null>(null);
  const [mistaken, setMistaken] = useState<{ vaccine: Vaccine; dose: Dose } | null>(null);
  const lines = byUrgency(card.vacinas, card.hoje);
  const told = lines.filter((line) => stateOf(line, card.hoje) !== "nunca");
  const others = lines.filter((line) => stateOf(line, card.hoje) === "nunca" && line.ativo);
  const show = (line: Vaccine) => (
    <VaccineLine
      key={line.vacina_id}
      vaccine={line}
      today={card.hoje}
      onGive={(planned) => setAsked({ vaccine: line, planned })}
      onDelete={(dose) => setMistaken({ vaccine: line, dose })}
    />
  );
  return (
    <>
      <div className="mb-4 hidden print:block">
        {shop && <p className="mb-2 text-lg font-semibold">{shop}</p>}
        <p className="text-2xl font-bold">{t("cardOf", { nome: animal.nome })}</p>
        <p>{[words.kind(animal), words.age(animal)].filter(Boolean).join(" · ")}</p>
        <p>{t("tutorAndDay", { tutor: animal.cliente_nome, date: words.date(card.hoje) })}</p>
      </div>
      {told.length > 0 ? (
        <ul className="flex flex-col gap-3">{told.map(show)}</ul>
      ) : (
        <p className="flex items-center gap-3 text-ink-soft">
          <Syringe aria-hidden className="size-6 shrink-0 text-glow" />
          {animal.especie ? t("none") : t("noSpecies")}
        </p>
      )}
      {others.length > 0 && (
        <details className="mt-4 print:hidden">
          <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-brand">
            {t("others", { count: others.length })}
          </summary>
          <ul className="mt-2 flex flex-col gap-3">{others.map(show)}</ul>
        </details>
      )}
      {asked && (
        <DoseDialog animal={animal} asked={asNow(asked, card)} today={card.hoje} onClose={() => setAsked(null)} />
      )}
      {mistaken && <Mistake animal={animal} {...mistaken} onClose={() => setMistaken(null)} />}
    </>
  );
}

/** The planned dose as it is now: somebody else may have changed it while this one was typing. */
function asNow({ vaccine, planned }: DoseAsked, card: Card): DoseAsked {
  const found = card.vacinas.find(({ vacina_id }) => vacina_id === vaccine.vacina_id)?.prevista;
  return { vaccine, planned: planned && found?.id === planned.id ? found : planned };
}

/** Asks before a dose goes: it stands on papers that tutores show elsewhere. */
function Mistake({
  animal,
  vaccine,
  dose,
  onClose,
}: {
  animal: Animal;
  vaccine: Vaccine;
  dose: Dose;
  onClose: () => void;
}) {
  const t = useTranslations("animal.vaccines");
  const words = useAnimalWords();
  const say = useSay();
  const { mutateAsync } = useDeleteDose(animal.id);
  const remove = async (): Promise<void> => {
    await mutateAsync(dose.id);
    say.done(t("deleted", { vaccine: vaccine.nome }));
    onClose();
  };
  const date = words.date(dose.aplicada_em ?? dose.prevista_para ?? "");
  return (
    <DeleteDialog
      open
      onClose={onClose}
      title={t("deleteTitle", { vaccine: vaccine.nome, date })}
      lead={t(dose.aplicada_em ? "deleteLead" : "deletePlanLead")}
      inUse={t("deleteLead")}
      remove={remove}
    />
  );
}
