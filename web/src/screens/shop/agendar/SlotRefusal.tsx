import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { ApiProblem } from "@/api/client";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { useDay } from "../agenda/queries";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { InSight } from "../form/InSight";
import { type When, whenOf } from "./WhenField";

/** A time that is not free: why, what is free, who could sooner, and the way to squeeze it in all the same. */
export function SlotRefusal({
  problem,
  zone,
  words,
  onPick,
  onSqueeze,
}: {
  problem: ApiProblem;
  zone: string;
  words: AgendaWords;
  onPick: (when: When, profissionalId?: number) => void;
  /** Null where squeezing in does not help. */
  onSqueeze: (() => void) | null;
}) {
  const t = useTranslations("agenda.refusal");
  const reason = typeof problem.body.reason === "string" && t.has(problem.body.reason) ? problem.body.reason : "busy";
  const free = offersOf(problem.body.suggestions);
  const sooner = offersOf(problem.body.others);
  const { data: day } = useDay(null);
  const nameOf = (id: number): string => day?.profissionais.find((one) => one.id === id)?.nome ?? t("somebody");
  return (
    <InSight of={problem}>
      <Banner kind="danger" title={t("title")}>
        <div className="flex flex-col gap-3">
          <p>{t(reason)}</p>
          {sooner.length > 0 && (
            <Times label={t("sooner")}>
              {sooner.map(({ inicio, who }) => (
                <Time key={inicio} onClick={() => onPick(whenOf(inicio, zone), who)}>
                  {t("with", { at: words.moment(inicio), who: nameOf(who) })}
                </Time>
              ))}
            </Times>
          )}
          {free.length > 0 && (
            <Times label={t("free")}>
              {free.map(({ inicio }) => (
                <Time key={inicio} onClick={() => onPick(whenOf(inicio, zone))}>
                  {words.moment(inicio)}
                </Time>
              ))}
            </Times>
          )}
          {onSqueeze && reason !== "animal" && (
            <div>
              <Button size="sm" look="secondary" className="min-h-11" onClick={onSqueeze}>
                {t("squeeze")}
              </Button>
            </div>
          )}
        </div>
      </Banner>
    </InSight>
  );
}

export function Times({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span>{label}</span>
      {children}
    </div>
  );
}

export function Time({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button size="sm" look="secondary" className="min-h-11" onClick={onClick}>
      {children}
    </Button>
  );
}

type Offer = { inicio: string; who: number };

/** When there is room, each time once; whatever else a refusal may hold is left out. */
export function offersOf(value: unknown): Offer[] {
  const offers = Array.isArray(value) ? value.flatMap(offerOf) : [];
  return [...new Map(offers.map((offer) => [offer.inicio, offer])).values()];
}

function offerOf(one: unknown): Offer[] {
  const isOffer = typeof one === "object" && one !== null && "inicio" in one && "profissional_id" in one;
  if (!isOffer || typeof one.inicio !== "string" || typeof one.profissional_id !== "number") return [];
  return [{ inicio: one.inicio, who: one.profissional_id }];
}
