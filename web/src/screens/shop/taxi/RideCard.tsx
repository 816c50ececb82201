import { Car, House, MapPin, MessageCircle, Pencil, Phone } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Badge, type Tone } from "@/components/Badge";
import { Button } from "@/components/Button";
import { StateBadge } from "../agenda/StateBadge";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { chatWith, telHref } from "../format/phone";
import { useMoney } from "../format/useMoney";
import type { Ride, RideState } from "./queries";
import { RideDialog } from "./RideDialog";
import { mapOf, nextOf } from "./rides";
import { useRideSteps } from "./useRideSteps";

const TONES: Record<RideState, Tone> = { pendente: "neutral", a_caminho: "glow", feito: "ok", cancelado: "neutral" };
const WAY_ICON = { busca: Car, entrega: House };

/** One ride, for whoever drives it: whom, where, when, and the one button of where it stands. */
export function RideCard({ ride, words }: { ride: Ride; words: AgendaWords }) {
  const t = useTranslations("taxi");
  const money = useMoney();
  const { step, busy } = useRideSteps();
  const [asked, setAsked] = useState(false);
  const next = nextOf(ride.estado);
  const Icon = WAY_ICON[ride.sentido];
  const chat = chatWith(ride.telefone, t(`hello.${ride.sentido}`, { tutor: ride.cliente, animal: ride.animal }));
  return (
    <article
      data-taxi={ride.id}
      aria-labelledby={`taxi-${ride.id}`}
      className="flex h-full flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-near"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-lg font-semibold tabular-nums">{words.span(ride)}</p>
        <span className="flex flex-wrap gap-1.5">
          <Badge tone="info" icon={<Icon aria-hidden />}>
            {t(`way.${ride.sentido}`)}
          </Badge>
          <Badge tone={TONES[ride.estado]}>{t(`state.${ride.estado}`)}</Badge>
        </span>
      </div>
      <div>
        <h3 id={`taxi-${ride.id}`} className="text-base leading-tight font-bold">
          <Link
            href={`/atendimento/${ride.agendamento_id}`}
            className="inline-flex min-h-6 items-center rounded-sm hover:text-brand-strong"
          >
            {ride.animal}
          </Link>
        </h3>
        <p className="text-sm text-ink-soft">
          {[ride.cliente, ride.porte && t(`size.${ride.porte}`)].filter(Boolean).join(" · ")}
        </p>
      </div>
      <a
        href={mapOf(ride.endereco)}
        target="_blank"
        rel="noreferrer"
        aria-label={t("map", { address: ride.endereco })}
        className="inline-flex min-h-11 items-start gap-2 rounded-sm py-2 hover:text-brand-strong"
      >
        <MapPin aria-hidden className="mt-0.5 size-5 shrink-0" />
        <span className="underline decoration-line-strong underline-offset-4">{ride.endereco}</span>
      </a>
      {ride.observacoes && <p className="whitespace-pre-line text-ink-soft italic">{ride.observacoes}</p>}
      <p className="text-sm text-ink-soft">
        {t("driving", { who: ride.motorista ?? t("nobody") })}
        <span className="block tabular-nums">
          {[ride.zona, Number(ride.taxa) > 0 && money(ride.taxa)].filter(Boolean).join(" · ")}
        </span>
      </p>
      <p>
        <StateBadge state={ride.agendamento_status} />
      </p>
      <div className="mt-auto flex flex-wrap gap-2">
        {ride.telefone && (
          <a href={telHref(ride.telefone)} aria-label={t("call", { tutor: ride.cliente })} className={ROUND}>
            <Phone aria-hidden className="size-5" />
          </a>
        )}
        {chat && (
          <a
            href={chat}
            target="_blank"
            rel="noreferrer"
            aria-label={t("chat", { tutor: ride.cliente })}
            className={ROUND}
          >
            <MessageCircle aria-hidden className="size-5" />
          </a>
        )}
        {ride.estado === "pendente" && (
          <button
            type="button"
            aria-label={t("change", { animal: ride.animal })}
            onClick={() => setAsked(true)}
            className={ROUND}
          >
            <Pencil aria-hidden className="size-5" />
          </button>
        )}
        {next && (
          <Button
            className="grow sm:ml-auto sm:grow-0"
            busy={busy}
            aria-label={t("stepOf", { step: t(`step.${next}.${ride.sentido}`), animal: ride.animal })}
            onClick={() => void step(ride, next)}
          >
            {t(`step.${next}.${ride.sentido}`)}
          </Button>
        )}
      </div>
      {asked && (
        <RideDialog
          bookingId={ride.agendamento_id}
          animal={ride.animal}
          way={ride.sentido}
          date={words.dateOf(ride.inicio)}
          zone={words.zone}
          ride={ride}
          onClose={() => setAsked(false)}
        />
      )}
    </article>
  );
}

const ROUND =
  "inline-flex size-11 cursor-pointer items-center justify-center rounded-full border border-line-strong hover:border-brand hover:text-brand-strong";
