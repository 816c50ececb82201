import { type SyntheticEvent, useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { useSay } from "@/components/Toast";
import { addDays, dateAt } from "../agenda/clock";
import { type Agendamento, type Pulada, readSeriesOf, type Recorrencia, useChangeSeries } from "../agenda/queries";
import { dayInSeries } from "../agenda/SeriesDays";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { useNow } from "../agenda/useNow";
import { afterRefusal, type Attempt, nextAttempt } from "../form/attempt";
import { rebase } from "../form/changes";
import { refusedDays } from "./refusal";
import { changeOf, previewOf, type SeriesValues, valuesOf } from "./values";

/** `moving`: its booking that would come to the first of these days, whose own time is free for it. */
type Refusal = { of: string; days: Pulada[]; skipped: boolean; moving: number | undefined };
type Sent = { typed: SeriesValues; skipped: boolean; dias: number };
type Options = { booking: Agendamento; start: Recorrencia; zone: string; words: AgendaWords; onClose: () => void };

/** The change of a series: what it would come to, and what becomes of it; what others did meanwhile is read and told. */
export function useSeriesForm({ booking, start, zone, words, onClose }: Options) {
  const t = useTranslations("agenda.series.change");
  const say = useSay();
  const showProblem = useShowProblem();
  const { mutateAsync } = useChangeSeries();
  const now = useNow();
  const [series, setSeries] = useState(start);
  const form = useForm<SeriesValues>({ defaultValues: valuesOf(start) });
  const values = useWatch({ control: form.control }) as SeriesValues;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [done, setDone] = useState<Recorrencia | null>(null);
  const attempt = useRef<Attempt | undefined>(undefined);
  // A second press may come before React has drawn the first.
  const sending = useRef(false);
  const [busy, setBusy] = useState(false);
  const here = { day: dayInSeries(series, booking, words), today: dateAt(new Date(now), zone), now, zone };

  async function save(typed: SeriesValues, skip: boolean): Promise<void> {
    if (sending.current) return;
    const change = changeOf(series, typed, here);
    setRefusal(null);
    setTrouble(change === null ? t("nothing") : null);
    if (change === null) return;
    sending.current = true;
    setBusy(true);
    const body = { ...change, version: series.version, se_ocupado: skip ? ("pular" as const) : ("recusar" as const) };
    const trying = nextAttempt(attempt.current, JSON.stringify(body));
    attempt.current = trying;
    try {
      const changed = await mutateAsync({ id: series.id, body, key: trying.key });
      if (changed.puladas.length > 0) setDone(changed);
      else finish(changed);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      attempt.current = afterRefusal(trying, error);
      await refuse(error, { typed, skipped: skip, dias: change.dias });
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }

  function finish({ animal }: Recorrencia): void {
    say.done(t("changed", { animal }));
    onClose();
  }

  async function refuse(problem: ApiProblem, { typed, skipped, dias }: Sent): Promise<void> {
    const days = refusedDays(problem.body);
    const moving = series.agendamentos.find(({ data }) => addDays(data, dias) === days[0]?.data)?.id;
    if (days.length > 0) setRefusal({ of: JSON.stringify(typed), days, skipped, moving });
    else if (problem.code === "STALE_VERSION") await readAgain(typed);
    else setTrouble(showProblem(form, problem, renamed(series)));
  }

  /** As somebody else left it, with what was chosen here upon it. */
  async function readAgain(typed: SeriesValues): Promise<void> {
    try {
      const fresh = await readSeriesOf(booking.id);
      form.reset(rebase(valuesOf(series), typed, valuesOf(fresh)));
      setSeries(fresh);
      setTrouble(t("others"));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setTrouble(showProblem(form, error));
    }
  }

  const send = (event: SyntheticEvent, skip: boolean): void => {
    // React hands events of a portal to the form around it in the tree.
    event.stopPropagation();
    form.clearErrors();
    void form.handleSubmit((typed) => save(typed, skip))(event);
  };
  return {
    form,
    series,
    values,
    dirty: changeOf(series, values, here) !== null,
    preview: previewOf(series, values, here),
    // Another choice is another question.
    refusal: refusal?.of === JSON.stringify(values) ? refusal : null,
    trouble,
    busy,
    done,
    submit: (event: SyntheticEvent) => send(event, false),
    skip: (event: SyntheticEvent) => send(event, true),
  };
}

function renamed({ itens }: Recorrencia): Record<string, string> {
  const people = itens.map((_, index) => [`itens.${index}.profissional_id`, "profissional"]);
  return { a_partir_de: "desde", dias: "dia", ...(Object.fromEntries(people) as Record<string, string>) };
}
