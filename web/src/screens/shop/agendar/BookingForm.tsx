import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { SelectField, TextArea } from "@/components/Field";
import { SideSheet } from "@/components/SideSheet";
import { Skeleton } from "@/components/States";
import { useDay } from "../agenda/queries";
import { type AgendaWords, useAgendaWords } from "../agenda/useAgendaWords";
import { WaitInstead } from "../espera/WaitInstead";
import { LeaveDialog } from "../form/LeaveDialog";
import { useLeaveGuard } from "../form/useLeaveGuard";
import { useMinutes } from "../format/useMinutes";
import { useMoney } from "../format/useMoney";
import { LeftOut } from "../recorrencias/LeftOut";
import { refusedDays } from "../recorrencias/refusal";
import { SeriesRefusal } from "../recorrencias/SeriesRefusal";
import { RidesField, WishedRides } from "../taxi/WishedRides";
import type { NewOne } from "./AnimalField";
import { useFicha, useOfertas } from "./queries";
import { ServicosField } from "./ServicosField";
import { SlotRefusal } from "./SlotRefusal";
import { type Draft, isOnlyExtras, useBookingForm } from "./useBookingForm";
import type { Wished } from "./useWished";
import { momentOf, WhenField } from "./WhenField";
import { PersonField, Whom } from "./Whom";

export type BookingFormProps = { wished: Wished; today: string; zone: string; onClose: () => void };

const REPEATS = [1, 2, 3, 4, 6, 8] as const;
const TIMES = [2, 3, 4, 5, 6, 8, 10, 12, 26, 52] as const;

/** A new booking in a few seconds: for whom, what, when. */
export function BookingForm({ wished, today, zone, onClose }: BookingFormProps) {
  const t = useTranslations("agenda.form");
  const words = useAgendaWords(zone);
  const form = useBookingForm(wished, { today, zone, words, onClose });
  const { draft, dirty, change, missing, send, busy, problem, made, riding } = form;
  const ficha = useFicha(draft.animalId);
  const offers = useOfertas(draft.animalId);
  // All at once: what comes late would push away what a finger is aiming at.
  const ready = !ficha.isPending && !offers.isPending;
  const [creating, setCreating] = useState<NewOne | null>(null);
  const guard = useLeaveGuard((dirty || creating !== null) && !busy && !made && !riding);
  const isTaken = problem?.code === "SLOT_TAKEN";
  const problemText = useProblemText();
  if (made) {
    const title = t("seriesTitle", { animal: made.animal });
    return <LeftOut title={title} lead={form.countOf(made)} puladas={made.puladas} words={words} onClose={onClose} />;
  }
  if (riding) return <WishedRides booking={riding} ways={draft.rides} zone={zone} onClose={onClose} />;
  return (
    <SideSheet
      open
      onClose={() => guard.ask(onClose)}
      title={t("title")}
      lead={draft.animalId === null && <Place draft={draft} zone={zone} words={words} />}
      actions={
        creating === null && (
          <>
            {missing && (
              <Banner kind="danger" className="w-full">
                {t(`missing.${missing}`)}
              </Banner>
            )}
            {problem && !isTaken && (
              <Banner kind="danger" className="w-full">
                {problemText(problem)}
              </Banner>
            )}
            <Sum draft={draft} zone={zone} words={words} />
            <Button busy={busy} size="lg" onClick={() => send(false)}>
              {t("save")}
            </Button>
          </>
        )
      }
    >
      <Whom
        animalId={draft.animalId}
        onChoose={(animalId) => change({ animalId, servicos: [] })}
        {...{ creating, setCreating, words }}
      />
      {draft.animalId !== null && !ready && <Skeleton lines={4} />}
      {draft.animalId !== null && ready && (
        <>
          <ServicosField
            key={draft.animalId}
            animalId={draft.animalId}
            chosen={draft.servicos}
            onChange={(servicos) => change({ servicos })}
          />
          <PersonField value={draft.profissionalId} onChange={(profissionalId) => change({ profissionalId })} />
          <WhenField
            when={draft.when}
            onChange={(when) => change({ when })}
            room={roomOf(draft)}
            today={today}
            zone={zone}
            words={words}
          />
          <WaitInstead draft={draft} today={today} zone={zone} onDone={onClose} />
          <RepeatField draft={draft} change={change} />
          {!draft.repeat && <RidesField rides={draft.rides} onChange={(rides) => change({ rides })} />}
          <TextArea
            label={t("note")}
            optional
            maxLength={5000}
            value={draft.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        </>
      )}
      {problem && isTaken && <Refusal form={form} problem={problem} zone={zone} words={words} />}
      <LeaveDialog guard={guard} onLeave={() => undefined} />
    </SideSheet>
  );
}

function Refusal({
  form: { draft, change, send, busy, insisted },
  problem,
  zone,
  words,
}: {
  form: ReturnType<typeof useBookingForm>;
  problem: ApiProblem;
  zone: string;
  words: AgendaWords;
}) {
  const t = useTranslations("agenda.form");
  const days = refusedDays(problem.body);
  if (days.length === 0) {
    return (
      <SlotRefusal
        problem={problem}
        zone={zone}
        words={words}
        onPick={(when, who) => change({ when, ...(who !== undefined && { profissionalId: who }) })}
        onSqueeze={draft.repeat ? null : () => send(true)}
      />
    );
  }
  return (
    <SeriesRefusal
      days={days}
      room={roomOf(draft)}
      zone={zone}
      words={words}
      onPick={(minute) => change({ when: { ...draft.when, minute } })}
      skip={insisted ? null : { label: t("skip"), hint: t("skipHint"), busy, onClick: () => send(true) }}
    />
  );
}

type Part = { draft: Draft; change: (part: Partial<Draft>) => void };

function roomOf({ animalId, servicos, profissionalId }: Draft) {
  // What goes only along with something else has no time of its own.
  if (animalId === null || isOnlyExtras(servicos)) return null;
  return { animalId, servicos: servicos.map(({ servico_id }) => servico_id), profissionalId };
}

function RepeatField({ draft: { repeat }, change }: Part) {
  const t = useTranslations("agenda.form");
  return (
    <div className="grid gap-3 sm:grid-cols-2!">
      <SelectField
        label={t("repeat")}
        value={repeat?.weeks ?? ""}
        onChange={(event) => {
          const weeks = Number(event.target.value);
          change({ repeat: weeks ? { weeks, times: repeat?.times ?? null } : null });
        }}
      >
        <option value="">{t("once")}</option>
        {REPEATS.map((weeks) => (
          <option key={weeks} value={weeks}>
            {t("everyWeeks", { weeks })}
          </option>
        ))}
      </SelectField>
      {repeat && (
        <SelectField
          label={t("until")}
          value={repeat.times ?? ""}
          onChange={(event) => change({ repeat: { ...repeat, times: Number(event.target.value) || null } })}
        >
          <option value="">{t("untilEnded")}</option>
          {TIMES.map((times) => (
            <option key={times} value={times}>
              {t("times", { times })}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}

/** What will be booked, at a glance, beside the button that books it. */
function Sum({ draft, zone, words }: { draft: Draft; zone: string; words: AgendaWords }) {
  const t = useTranslations("agenda.form");
  const money = useMoney();
  const duration = useMinutes();
  const at = momentOf(draft.when, zone);
  const { data: ficha } = useFicha(draft.animalId);
  if (draft.servicos.length === 0) return null;
  const minutes = draft.servicos.reduce((sum, { duracao }) => sum + duracao, 0);
  // In cents: money is never calculated with fractions.
  const cents = draft.servicos.reduce((sum, { preco }) => sum + Math.round(Number(preco) * 100), 0);
  return (
    <p className="min-w-0 flex-1 leading-tight">
      <span className="block truncate font-semibold">{ficha?.animal}</span>
      <span className="block text-sm">
        {t("offer", { price: money((cents / 100).toFixed(2)), minutes: duration(minutes) })}
      </span>
      <span className="block text-sm text-ink-soft">{at ? words.moment(at) : t("missing.time")}</span>
    </p>
  );
}

/** Where on the agenda somebody clicked, until there is an animal for it. */
function Place({ draft, zone, words }: { draft: Draft; zone: string; words: AgendaWords }) {
  const t = useTranslations("agenda.form");
  const { data: day } = useDay(null);
  const at = momentOf(draft.when, zone);
  const who = day?.profissionais.find(({ id }) => id === draft.profissionalId)?.nome;
  if (at === null) return null;
  return <>{who === undefined ? words.moment(at) : t("place", { at: words.moment(at), who })}</>;
}
