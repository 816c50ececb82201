import { MessageCircle } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Banner } from "@/components/Banner";
import { Card } from "@/components/Card";
import { Skeleton } from "@/components/States";
import { dateAt } from "../agenda/clock";
import { Marks } from "../agenda/Marks";
import { BookingMenu } from "../agenda/BookingMenu";
import { type AgendamentoDetail, useAgendamento, useDay } from "../agenda/queries";
import { StateBadge } from "../agenda/StateBadge";
import { StepButton } from "../agenda/StepButton";
import { peopleOf } from "../agenda/states";
import { type AgendaWords, useAgendaWords } from "../agenda/useAgendaWords";
import { useSteps } from "../agenda/useSteps";
import { MoveDialog } from "../agendar/MoveDialog";
import { AnimalAvatar } from "../animais/AnimalAvatar";
import { PhotoImage } from "../animais/care/PhotoImage";
import { maskPhone, whatsAppHref } from "../format/phone";
import { BackLink } from "../record/BackLink";
import { OneRecord } from "../record/OneRecord";
import { useRecordId } from "../record/useRecordId";
import { Steps } from "./Steps";

// It comes after the page's own script: who this is and what to mind stands above it.
const Bench = dynamic<{ visit: AgendamentoDetail; words: AgendaWords }>(
  () => import("./Bench").then((module) => module.Bench),
  {
    ssr: false,
    // As tall as a screen: what stands below it on a phone is not seen to move.
    loading: () => (
      <div className="min-h-dvh">
        <Skeleton lines={4} />
      </div>
    ),
  },
);

/** One visit as the bench sees it: who this is, what to mind, what to do, and one big button. */
export function AtendimentoScreen() {
  const t = useTranslations("agenda.visit");
  const id = useRecordId();
  const query = useAgendamento(id);
  const { data: today } = useDay(null);
  const zone = today?.timezone ?? "America/Sao_Paulo";
  return (
    <OneRecord id={id} query={query} kind={t("title")} list="/hoje">
      {(visit) => <Visit key={visit.id} visit={visit} zone={zone} today={today?.data} />}
    </OneRecord>
  );
}

function Visit({ visit, zone, today }: { visit: AgendamentoDetail; zone: string; today: string | undefined }) {
  const t = useTranslations("agenda.visit");
  const words = useAgendaWords(zone);
  const step = useSteps();
  const [moving, setMoving] = useState(false);
  const date = dateAt(visit.inicio, zone);
  const isToday = today === undefined || today === date;
  return (
    <>
      <Title>{visit.animal}</Title>
      <header className="mb-5 flex flex-col gap-4">
        <div className="flex items-center justify-between">
          <BackLink href={isToday ? "/hoje" : `/agenda?dia=${date}`}>{t(isToday ? "back" : "backToAgenda")}</BackLink>
          <BookingMenu booking={visit} words={words} onStep={step} onMove={() => setMoving(true)} isOpen />
        </div>
        <div className="flex flex-wrap items-center gap-4">
          <Face visit={visit} />
          <div className="min-w-0 flex-1">
            <h1 tabIndex={-1} className="text-3xl font-bold sm:text-4xl">
              <Link href={`/animais/${visit.animal_id}`} className="rounded-sm hover:text-brand-strong">
                {visit.animal}
              </Link>
            </h1>
            <p className="text-ink-soft">{[visit.raca, visit.cliente].filter(Boolean).join(" · ")}</p>
            <p className="mt-1 text-lg font-semibold tabular-nums">{words.span(visit)}</p>
            <p className="text-ink-soft">{t("with", { people: peopleOf(visit).join(", ") })}</p>
            <p className="mt-2">
              <StateBadge state={visit.status} />
            </p>
          </div>
        </div>
        {!isToday && <Banner kind="warn">{t("otherDay", { day: words.day(date) })}</Banner>}
        <Marks booking={visit} />
        {visit.cuidados && (
          <p className="rounded-lg bg-glow-tint p-4 text-lg font-medium whitespace-pre-line text-glow-ink">
            {visit.cuidados}
          </p>
        )}
      </header>
      <div className="grid items-start gap-5 pb-24 lg:grid-cols-2! lg:pb-0">
        <Bench visit={visit} words={words} />
        <div className="flex flex-col gap-5">
          <Contact visit={visit} />
          <Steps visit={visit} words={words} />
        </div>
      </div>
      <StepButton
        wide
        size="lg"
        booking={visit}
        words={words}
        onStep={step}
        frame={(button) => (
          <div
            data-save-bar
            className="fixed inset-x-0 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-20 border-t border-line bg-surface p-3 md:sticky md:bottom-4 md:mt-6 md:rounded-xl md:border md:shadow-far"
          >
            {button}
          </div>
        )}
      />
      {moving && <MoveDialog booking={visit} zone={zone} onClose={() => setMoving(false)} />}
    </>
  );
}

/** Its face, large: nobody washes the wrong one. */
function Face({ visit }: { visit: AgendamentoDetail }) {
  if (visit.foto_id === null) return <AnimalAvatar nome={visit.animal} especie={visit.especie} size="lg" />;
  return (
    <PhotoImage
      animalId={visit.animal_id}
      photoId={visit.foto_id}
      size="grande"
      alt=""
      className="size-36 shrink-0 rounded-xl object-cover sm:size-48"
    />
  );
}

function Contact({ visit }: { visit: AgendamentoDetail }) {
  const t = useTranslations("agenda.visit");
  const chat = visit.telefone === null ? null : whatsAppHref(visit.telefone);
  const isReady = visit.status === "pronto";
  const text = isReady ? t("readyText", { tutor: visit.cliente.split(" ")[0] ?? "", animal: visit.animal }) : "";
  return (
    <Card aria-labelledby="contato">
      <h2 id="contato" className="mb-3 text-xl font-bold">
        {t("tutor")}
      </h2>
      <p>
        <Link
          href={`/tutores/${visit.cliente_id}`}
          className="inline-flex min-h-11 items-center rounded-sm font-semibold hover:text-brand-strong"
        >
          {visit.cliente}
        </Link>
        {visit.telefone && <span className="block text-ink-soft tabular-nums">{maskPhone(visit.telefone)}</span>}
      </p>
      {chat && (
        <a
          href={text ? `${chat}?text=${encodeURIComponent(text)}` : chat}
          target="_blank"
          rel="noreferrer"
          className="mt-3 inline-flex min-h-11 items-center gap-2 rounded-full bg-ok-tint px-5 font-semibold text-ok hover:underline"
        >
          <MessageCircle aria-hidden className="size-5" />
          {t(isReady ? "tellReady" : "chat")}
        </a>
      )}
      <p className="mt-3 text-sm text-ink-soft">{t("mailed")}</p>
    </Card>
  );
}
