import { CalendarCheck, CalendarPlus, Pencil, Undo2, UserX } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Button, ButtonLink } from "@/components/Button";
import { Ago } from "@/components/Time";
import { useSay } from "@/components/Toast";
import { maskPhone } from "../format/phone";
import { EstadoBadge } from "./EstadoBadge";
import type { Place } from "./PlaceDialog";
import { type Espera, useDecline } from "./queries";
import type { EsperaWords } from "./useEsperaWords";

/** What can be done with somebody who waits, each in a dialog of its own. */
export type Deeds = {
  place: (place: Place) => void;
  edit: (entry: Espera) => void;
  giveUp: (entry: Espera) => void;
};

/** Somebody who waits: who, for what, since when; below it what can be done. */
export function EntryCard({ entry, words, children }: { entry: Espera; words: EsperaWords; children: ReactNode }) {
  const t = useTranslations("espera");
  const id = useId();
  return (
    <article
      aria-labelledby={id}
      className="flex h-full flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-near"
    >
      <div className="min-w-0 flex-1 wrap-anywhere">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h3 id={id} className="text-lg font-semibold">
            <Link href={`/animais/${entry.animal_id}`} className="rounded-sm hover:text-brand-strong">
              {entry.animal}
            </Link>
          </h3>
          {entry.estado !== "aguardando" && <EstadoBadge estado={entry.estado} />}
        </div>
        <p className="text-ink-soft">
          {[entry.cliente, entry.telefone && maskPhone(entry.telefone)].filter(Boolean).join(" · ")}
        </p>
        <p className="mt-1 font-medium">{words.wanted(entry)}</p>
        <p>{words.when(entry)}</p>
        {entry.observacoes && <p className="whitespace-pre-line text-ink-soft italic">{entry.observacoes}</p>}
        {entry.estado === "oferecida" && entry.oferta_inicio !== null && (
          <p className="mt-2 rounded-md bg-info-tint px-3 py-2">
            <span className="font-semibold">
              {t("offeredTo", { tutor: entry.cliente, at: words.place(entry.oferta_inicio) })}
            </span>
            {entry.oferecida_em !== null && (
              <>
                {" · "}
                <Ago at={entry.oferecida_em} />
              </>
            )}
          </p>
        )}
        <p className="mt-1 text-sm text-ink-soft">
          {t("since")} <Ago at={entry.created_at} />
        </p>
      </div>
      {children}
    </article>
  );
}

/** The steps that are open from where it stands. */
export function EntryDeeds({ entry, deeds }: { entry: Espera; deeds: Deeds }) {
  const t = useTranslations("espera.deed");
  if (entry.estado === "desistiu") return null;
  if (entry.estado === "atendida") {
    if (entry.agendamento_id === null) return null;
    return (
      <Row animal={entry.animal}>
        <ButtonLink look="secondary" href={`/atendimento/${entry.agendamento_id}`}>
          {t("visit")}
        </ButtonLink>
      </Row>
    );
  }
  return (
    <Row animal={entry.animal}>
      {entry.estado === "aguardando" && (
        <Button
          look="secondary"
          icon={<CalendarPlus aria-hidden className="size-5" />}
          onClick={() => deeds.place({ entry, inicio: null })}
        >
          {t("find")}
        </Button>
      )}
      {entry.estado === "oferecida" && (
        <>
          <Button
            icon={<CalendarCheck aria-hidden className="size-5" />}
            onClick={() => deeds.place({ entry, inicio: entry.oferta_inicio })}
          >
            {t("taken")}
          </Button>
          <Decline entry={entry} />
        </>
      )}
      <Button look="quiet" icon={<Pencil aria-hidden className="size-5" />} onClick={() => deeds.edit(entry)}>
        {t(entry.estado === "expirada" ? "renew" : "edit")}
      </Button>
      <Button look="quiet" icon={<UserX aria-hidden className="size-5" />} onClick={() => deeds.giveUp(entry)}>
        {t("giveUp")}
      </Button>
    </Row>
  );
}

function Row({ animal, children }: { animal: string; children: ReactNode }) {
  const t = useTranslations("espera.deed");
  return (
    <div role="group" aria-label={t("all", { animal })} className="flex flex-wrap gap-2">
      {children}
    </div>
  );
}

/** The offer falls, and they wait on. */
function Decline({ entry }: { entry: Espera }) {
  const t = useTranslations("espera.deed");
  const say = useSay();
  const problemText = useProblemText();
  const { mutateAsync, isPending } = useDecline();
  const decline = async (): Promise<void> => {
    try {
      await mutateAsync(entry);
      say.done(t("declined", { animal: entry.animal }));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      say.failed(problemText(error));
    }
  };
  return (
    <Button
      look="secondary"
      busy={isPending}
      icon={<Undo2 aria-hidden className="size-5" />}
      onClick={() => void decline()}
    >
      {t("decline")}
    </Button>
  );
}
