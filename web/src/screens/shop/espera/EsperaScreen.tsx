import { Plus } from "lucide-react";
import { useRouter } from "next/router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Button } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { ErrorState, Skeleton } from "@/components/States";
import { type Dia, useDay } from "../agenda/queries";
import { asId } from "../record/useRecordId";
import { Encaixes } from "./Encaixes";
import type { Deeds } from "./EntryCard";
import { EsperaSheet } from "./EsperaSheet";
import { GiveUpDialog } from "./GiveUpDialog";
import { type Place, PlaceDialog } from "./PlaceDialog";
import { Offered, Queue } from "./Queue";
import type { Espera } from "./queries";
import { useEsperaWords } from "./useEsperaWords";

/** Who waits for a place in the agenda, and who of them can have one; `?vaga=<agendamento>`: the one it has left free. */
export function EsperaScreen() {
  const t = useTranslations("espera");
  const router = useRouter();
  // The shop's own clock and people.
  const today = useDay(null);
  const [form, setForm] = useState<Espera | "new" | null>(null);
  return (
    <>
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        action={
          <Button icon={<Plus aria-hidden className="size-5" />} onClick={() => setForm("new")}>
            {t("new")}
          </Button>
        }
      />
      {today.data && router.isReady ? (
        <Lists day={today.data} freedBy={asId(router.query.vaga)} onEdit={setForm} />
      ) : today.isError ? (
        <ErrorState error={today.error} onRetry={() => void today.refetch()} busy={today.isFetching} />
      ) : (
        <Skeleton lines={6} />
      )}
      {form !== null && today.data && (
        <EsperaSheet
          entry={form === "new" ? null : form}
          today={today.data.data}
          zone={today.data.timezone}
          onClose={() => setForm(null)}
        />
      )}
    </>
  );
}

function Lists({ day, freedBy, onEdit }: { day: Dia; freedBy: number | null; onEdit: (entry: Espera) => void }) {
  const words = useEsperaWords(day.timezone);
  const [place, setPlace] = useState<Place | null>(null);
  const [leaving, setLeaving] = useState<Espera | null>(null);
  const deeds: Deeds = { place: setPlace, edit: onEdit, giveUp: setLeaving };
  return (
    <div className="flex flex-col gap-8">
      <Encaixes key={freedBy} freedBy={freedBy} words={words} deeds={deeds} />
      <Offered words={words} deeds={deeds} />
      <Queue words={words} deeds={deeds} />
      {place && <PlaceDialog place={place} day={day} onClose={() => setPlace(null)} />}
      {leaving && <GiveUpDialog entry={leaving} onClose={() => setLeaving(null)} />}
    </div>
  );
}
