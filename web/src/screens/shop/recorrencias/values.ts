// What the form of a series holds, what it asks of the server, and what the days would be afterwards.
import { addDays, minuteOfText, momentAt } from "../agenda/clock";
import type { AlterarIn, Recorrencia } from "../agenda/queries";
import { isAhead } from "../agenda/states";
import { changedFields } from "../form/changes";
import type { Profissional } from "../profissionais/queries";
import { daysOf, shiftTo, weekdayOf } from "./rule";

/** `profissional`: an id, nobody's, or `VARIOS` while the serviços stay with several. */
export type SeriesValues = {
  desde: "este" | "todos";
  dia: string;
  hora: string;
  semanas: string;
  profissional: string;
  ate: string;
  destacados: boolean;
};
export const VARIOS = "varios";

/** From which booking of it one looks, and what is over. */
export type Here = { day: string; today: string; now: number; zone: string };
export type Change = Omit<AlterarIn, "version" | "se_ocupado">;
export type Preview = { days: string[]; gone: string[]; alone: string[]; endless: boolean };

// So far the server books ahead of time.
const AHEAD_DAYS = 180;

export function valuesOf(series: Recorrencia): SeriesValues {
  const people = new Set(series.itens.map(({ profissional_id }) => profissional_id));
  const [person] = people;
  return {
    desde: "este",
    dia: String(weekdayOf(series.inicio)),
    hora: series.hora,
    semanas: String(series.semanas),
    profissional: people.size > 1 ? VARIOS : String(person ?? ""),
    ate: series.ate ?? "",
    destacados: false,
  };
}

/** Only what is other than it was; null where nothing is. */
export function changeOf(series: Recorrencia, values: SeriesValues, here: Here): Change | null {
  const changed = changedFields(valuesOf(series), values);
  if (changed.every((name) => name === "desde")) return null;
  const first = firstOf(series, sinceOf(values, here));
  const has = (name: keyof SeriesValues): boolean => changed.includes(name);
  return {
    ...(values.desde === "este" && { a_partir_de: here.day }),
    ...(has("semanas") && { semanas: Number(values.semanas) }),
    ...(has("hora") && { hora: values.hora }),
    ...(has("profissional") && { itens: itemsBy(series, values.profissional) }),
    ...(has("ate") && { ate: values.ate || null }),
    dias: has("dia") ? shiftTo(Number(values.dia), first, here.today) : 0,
    destacados: values.destacados ? "incluir" : "manter",
  };
}

/** What would be booked and called off; `alone` are those that were changed by themselves. */
export function previewOf(series: Recorrencia, values: SeriesValues, here: Here): Preview {
  const change = changeOf(series, values, here);
  const since = sinceOf(values, here);
  const dias = change?.dias ?? 0;
  const shifted = series.ate && addDays(series.ate, dias);
  const ate = change?.ate === undefined ? shifted : change.ate;
  const rule = { inicio: addDays(firstOf(series, since), dias), semanas: Number(values.semanas), ate };
  const coming = series.agendamentos.filter(({ data }) => data >= since);
  const open = coming.filter(({ status, inicio }) => isAhead(status) && Date.parse(inicio) > here.now);
  const movable = open.filter(({ destacado }) => values.destacados || !destacado);
  const kept = new Set(coming.filter((one) => !movable.includes(one)).map(({ data }) => addDays(data, dias)));
  const isToCome = (day: string): boolean =>
    momentAt(day, minuteOfText(values.hora) ?? 0, here.zone).getTime() > here.now;
  const until = ate ?? latest(addDays(series.gerada_ate, dias), addDays(here.today, AHEAD_DAYS));
  const days = daysOf(rule, rule.inicio, until).filter((day) => !kept.has(day) && isToCome(day));
  const gone = movable.filter(({ data }) => isToCome(addDays(data, dias)) && !days.includes(addDays(data, dias)));
  return {
    days,
    gone: gone.map(({ inicio }) => inicio),
    alone: open.filter(({ destacado }) => destacado).map(({ inicio }) => inicio),
    endless: ate === null,
  };
}

/** Whether somebody can be given the whole of it, or has it now. */
export function doesAll(
  { id, ativo, servicos }: Pick<Profissional, "id" | "ativo" | "servicos">,
  series: Recorrencia,
): boolean {
  const does = servicos.length === 0 || series.itens.every(({ servico_id }) => servicos.includes(servico_id));
  return (ativo && does) || valuesOf(series).profissional === String(id);
}

function sinceOf({ desde }: Pick<SeriesValues, "desde">, { day, today }: Here): string {
  return desde === "este" ? latest(day, today) : today;
}

/** The first of its days from then on, or the day itself where it ends before. */
function firstOf(series: Recorrencia, since: string): string {
  return daysOf(series, since, addDays(latest(since, series.inicio), 7 * series.semanas))[0] ?? since;
}

function latest(one: string, other: string): string {
  return one > other ? one : other;
}

function itemsBy({ itens }: Recorrencia, profissional: string) {
  return itens.map(({ servico_id, duracao, preco }) => ({
    servico_id,
    profissional_id: Number(profissional) || null,
    duracao,
    preco,
  }));
}
