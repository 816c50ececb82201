import { CalendarSearch } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { useAgendamento } from "../agenda/queries";
import { type Deeds, EntryCard } from "./EntryCard";
import { type Encaixe, useEncaixes } from "./queries";
import type { EsperaWords } from "./useEsperaWords";

const AT_FIRST = 6;

/** Who can be served now, the longest waiting first: in the next days, or in the time that a booking has left free. */
export function Encaixes({ freedBy, words, deeds }: { freedBy: number | null; words: EsperaWords; deeds: Deeds }) {
  const t = useTranslations("espera.now");
  return (
    <section aria-labelledby="encaixes" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="encaixes" className="text-2xl font-bold">
          {freedBy === null ? t("title") : <Freed id={freedBy} words={words} />}
        </h2>
        {freedBy !== null && (
          <Link href="/espera" className="inline-flex min-h-11 items-center rounded-sm text-brand underline">
            {t("all")}
          </Link>
        )}
      </div>
      <Found freedBy={freedBy} words={words} deeds={deeds} />
    </section>
  );
}

/** The time that is free again. */
function Freed({ id, words }: { id: number; words: EsperaWords }) {
  const t = useTranslations("espera.now");
  const { data } = useAgendamento(id);
  return <>{data ? t("freed", { at: words.place(data.inicio), animal: data.animal }) : t("freedSomewhere")}</>;
}

function Found({ freedBy, words, deeds }: { freedBy: number | null; words: EsperaWords; deeds: Deeds }) {
  const t = useTranslations("espera.now");
  const common = useTranslations("common");
  const { data, error, refetch, isFetching } = useEncaixes(freedBy);
  const [isAll, setAll] = useState(false);
  if (!data) {
    return error ? (
      <ErrorState error={error} onRetry={() => void refetch()} busy={isFetching} />
    ) : (
      <Skeleton lines={3} />
    );
  }
  const shown = isAll ? data.items : data.items.slice(0, AT_FIRST);
  return (
    <>
      {data.vistas === 0 && <p className="text-ink-soft">{t("nobody")}</p>}
      {data.vistas > 0 && shown.length === 0 && (
        <EmptyState picture={<CalendarSearch />} title={t("noneTitle")}>
          {t("noneText")}
        </EmptyState>
      )}
      <ul className="grid gap-3 empty:hidden lg:grid-cols-2!">
        {shown.map((one) => (
          <li key={one.espera.id}>
            <EntryCard entry={one.espera} words={words}>
              <Places of={one} words={words} onPick={(inicio) => deeds.place({ entry: one.espera, inicio })} />
            </EntryCard>
          </li>
        ))}
      </ul>
      {shown.length < data.items.length && (
        <Button look="secondary" className="self-center" onClick={() => setAll(true)}>
          {common("more")}
        </Button>
      )}
      {data.mais && <p className="text-sm text-ink-soft">{t("notAll", { count: data.vistas })}</p>}
    </>
  );
}

function Places({
  of: { espera, vagas },
  words,
  onPick,
}: {
  of: Encaixe;
  words: EsperaWords;
  onPick: (inicio: string) => void;
}) {
  const t = useTranslations("espera.now");
  return (
    <div role="group" aria-label={t("places", { animal: espera.animal })} className="flex flex-wrap gap-2">
      {vagas.map(({ inicio }) => (
        <Button
          key={inicio}
          look="secondary"
          size="sm"
          className="min-h-11 tabular-nums"
          onClick={() => onPick(inicio)}
        >
          {words.place(inicio)}
        </Button>
      ))}
    </div>
  );
}
