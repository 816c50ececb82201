import { MessageCircle } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button, ButtonLink } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import type { Dia } from "../agenda/queries";
import { SlotRefusal } from "../agendar/SlotRefusal";
import { momentOf, type When, WhenField, whenOf } from "../agendar/WhenField";
import { maskPhone, whatsAppHref } from "../format/phone";
import type { Espera } from "./queries";
import { useEsperaWords } from "./useEsperaWords";
import { useServing } from "./useServing";
import { onlyPerson } from "./values";

/** Somebody who waits, and a place for them; null where it is still to be found. */
export type Place = { entry: Espera; inicio: string | null };

/** A place for somebody who waits: offered, or booked at once. */
export function PlaceDialog({ place, day, onClose }: { place: Place; day: Dia; onClose: () => void }) {
  const t = useTranslations("espera.place");
  const common = useTranslations("common");
  const zone = day.timezone;
  const words = useEsperaWords(zone);
  const problemText = useProblemText();
  const serving = useServing(place.entry, words, onClose);
  const { entry, problem } = serving;
  const [when, setWhen] = useState<When>(() => firstLook(place, day));
  const [person, setPerson] = useState<number | null>(null);
  const [isSearching, setSearching] = useState(place.inicio === null);
  const choose = (next: When, who: number | null = null): void => {
    serving.forget();
    setWhen(next);
    setPerson(who);
  };
  const at = momentOf(when, zone);
  const isOffered = at !== null && isOfferOf(entry, at);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { animal: entry.animal })}
      lead={[entry.cliente, entry.telefone && maskPhone(entry.telefone), words.wanted(entry)]
        .filter(Boolean)
        .join(" · ")}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {common("back")}
          </Button>
          {!isOffered && (
            <Button
              look="secondary"
              busy={serving.isOffering}
              aria-disabled={at === null}
              onClick={() => at !== null && serving.offer(at)}
            >
              {t("offer")}
            </Button>
          )}
          <Button
            busy={serving.isServing}
            aria-disabled={at === null}
            onClick={() =>
              at !== null && serving.serve({ inicio: at, ...(person !== null && { profissional_id: person }) })
            }
          >
            {t("book")}
          </Button>
        </>
      }
    >
      {isSearching ? (
        <WhenField
          when={when}
          onChange={choose}
          room={{
            animalId: entry.animal_id,
            servicos: entry.itens.map(({ servico_id }) => servico_id),
            profissionalId: person ?? onlyPerson(entry),
          }}
          today={day.data}
          zone={zone}
          words={words}
        />
      ) : (
        at !== null && (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-lg font-semibold tabular-nums">
              <span className="block text-base first-letter:uppercase">{words.dayOf(at)}</span>
              {words.clock(at)}
            </p>
            <Button look="quiet" onClick={() => setSearching(true)}>
              {t("other")}
            </Button>
          </div>
        )
      )}
      {isOffered && <Told entry={entry} message={serving.message} at={words.place(at)} />}
      {problem?.code === "SLOT_TAKEN" && (
        <SlotRefusal problem={problem} zone={zone} words={words} onPick={choose} onSqueeze={null} />
      )}
      {problem && problem.code !== "SLOT_TAKEN" && <Banner kind="danger">{problemText(problem)}</Banner>}
    </Dialog>
  );
}

function firstLook({ entry, inicio }: Place, day: Dia): When {
  if (inicio !== null) return whenOf(inicio, day.timezone);
  return { date: entry.de > day.data ? entry.de : day.data, minute: null };
}

function isOfferOf({ estado, oferta_inicio }: Espera, at: string): boolean {
  return estado === "oferecida" && oferta_inicio !== null && Date.parse(oferta_inicio) === Date.parse(at);
}

/** What was offered, and how the tutor hears of it. */
function Told({ entry, message, at }: { entry: Espera; message: string | null; at: string }) {
  const t = useTranslations("espera.place");
  const href = message ?? (entry.telefone === null ? null : whatsAppHref(entry.telefone));
  return (
    <Banner
      kind="ok"
      title={t("offered", { tutor: entry.cliente, at })}
      action={
        href !== null && (
          <ButtonLink
            href={href}
            target="_blank"
            rel="noreferrer"
            look="secondary"
            icon={<MessageCircle aria-hidden className="size-5" />}
          >
            {t(message === null ? "chat" : "send")}
          </ButtonLink>
        )
      }
    >
      {t("holdsNothing")} {href === null && t("call")}
    </Banner>
  );
}
