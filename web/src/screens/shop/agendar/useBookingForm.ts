import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { useSay } from "@/components/Toast";
import { aboutBooking, type Agendamento, type Recorrencia } from "../agenda/queries";
import { peopleOf } from "../agenda/states";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { afterRefusal, type Attempt, nextAttempt } from "../form/attempt";
import type { Way } from "../taxi/queries";
import { type AgendamentoIn, type Oferta, type RecorrenciaIn, useBook, useBookSeries, useUnbook } from "./queries";
import type { Wished } from "./useWished";
import { momentOf, type When } from "./WhenField";

export type Repeat = { weeks: number; times: number | null };
export type Draft = {
  animalId: number | null;
  servicos: Oferta[];
  profissionalId: number | null;
  when: When;
  repeat: Repeat | null;
  /** Of a single booking: asked for more closely once it is made. */
  rides: Way[];
  note: string;
};

/** What stands in the form, and how it is sent: once, however often it has to be asked again. */
export function useBookingForm(
  wished: Wished,
  { today, zone, words, onClose }: { today: string; zone: string; words: AgendaWords; onClose: () => void },
) {
  const [start] = useState<Draft>({
    animalId: wished.animalId ?? null,
    servicos: [],
    profissionalId: wished.profissionalId ?? null,
    when: { date: wished.date ?? today, minute: wished.minute ?? null },
    repeat: null,
    rides: [],
    note: "",
  });
  const [draft, setDraft] = useState(start);
  const [insisted, setInsisted] = useState(false);
  const [missing, setMissing] = useState<Missing | null>(null);
  const sending = useSending({ words, onClose });
  const change = (part: Partial<Draft>): void => {
    setMissing(null);
    sending.forget();
    setDraft((before) => ({ ...before, ...part }));
  };
  const send = (insists: boolean): void => {
    const lacks = whatIsMissing(draft);
    setMissing(lacks);
    setInsisted(insists);
    if (lacks === null) void sending.send(bodyOf(draft, zone, insists), draft);
  };
  const dirty = JSON.stringify(draft) !== JSON.stringify(start);
  return { ...sending, draft, dirty, change, missing, insisted, send };
}

export type Missing = "animal" | "services" | "base" | "time";

export function whatIsMissing({ animalId, servicos, when }: Draft): Missing | null {
  if (animalId === null) return "animal";
  if (servicos.length === 0) return "services";
  if (isOnlyExtras(servicos)) return "base";
  return when.minute === null ? "time" : null;
}

/** Whether something is chosen, but nothing that can be booked by itself. */
export function isOnlyExtras(servicos: Pick<Oferta, "tipo">[]): boolean {
  return servicos.length > 0 && servicos.every(({ tipo }) => tipo === "adicional");
}

/**
 * As the API takes it: a single booking, or the first of a series. Who insists squeezes it in, or does without the days
 * that have no place.
 */
export function bodyOf(draft: Draft, zone: string, insists: boolean): AgendamentoIn | RecorrenciaIn {
  const { animalId, servicos, profissionalId, when, repeat, note } = draft;
  const common = {
    animal_id: animalId ?? 0,
    inicio: momentOf(when, zone) ?? "",
    itens: servicos.map(({ servico_id }) => ({
      servico_id,
      ...(profissionalId !== null && { profissional_id: profissionalId }),
    })),
    ...(note.trim() && { observacoes: note.trim() }),
  };
  if (!repeat) return { ...common, encaixe: insists, status: "agendado" };
  return {
    ...common,
    semanas: repeat.weeks,
    se_ocupado: insists ? "pular" : "recusar",
    ...(repeat.times !== null && { vezes: repeat.times }),
  };
}

function useSending({ words, onClose }: { words: AgendaWords; onClose: () => void }) {
  const t = useTranslations("agenda.form");
  const say = useSay();
  const told = useTold(words);
  const countOf = ({ agendamentos, created_at }: Recorrencia): string =>
    t("seriesMade", {
      count: agendamentos.length,
      first: words.moment(agendamentos[0]?.inicio ?? created_at),
      last: words.moment(agendamentos.at(-1)?.inicio ?? created_at),
    });
  const book = useBook();
  const series = useBookSeries();
  const attempt = useRef<Attempt | undefined>(undefined);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [made, setMade] = useState<Recorrencia | null>(null);
  const [riding, setRiding] = useState<Agendamento | null>(null);
  const [busy, setBusy] = useState(false);
  // A second press may come before React has drawn the first.
  const isSending = useRef(false);
  const send = async (body: AgendamentoIn | RecorrenciaIn, { repeat, rides }: Draft): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    setBusy(true);
    setProblem(null);
    const trying = nextAttempt(attempt.current, JSON.stringify(body));
    attempt.current = trying;
    try {
      if (repeat) {
        const booked = await series.mutateAsync({ body: body as RecorrenciaIn, key: trying.key });
        if (booked.puladas.length > 0) {
          setMade(booked);
          return;
        }
        say.done(`${booked.animal}: ${countOf(booked)}`);
      } else {
        const booked = await book.mutateAsync({ body: body as AgendamentoIn, key: trying.key });
        told(booked);
        if (rides.length > 0) {
          setRiding(booked);
          return;
        }
      }
      onClose();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      attempt.current = afterRefusal(trying, error);
      setProblem(error);
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  };
  return { send, problem, busy, made, riding, countOf, forget: () => setProblem(null) };
}

/** Says what was booked, and offers to take it back. */
function useTold(words: AgendaWords) {
  const t = useTranslations("agenda");
  const say = useSay();
  const problemText = useProblemText();
  const unbook = useUnbook();
  return ({ id, animal, inicio, itens }: Agendamento): void =>
    say.done(t("form.made", { animal, at: words.moment(inicio), who: peopleOf({ itens }).join(", ") }), {
      label: t("undo"),
      about: aboutBooking({ id }),
      // The form is gone by then: only a promise still tells how it ended.
      onClick: () =>
        void unbook
          .mutateAsync(id)
          .then(() => say.done(t("form.undone", { animal })))
          .catch((error: unknown) => {
            if (!(error instanceof ApiProblem)) throw error;
            say.failed(problemText(error));
          }),
    });
}
