// What a booking's state means on the screens: in which column it stands, what comes next, and whether it is late.
import type { Agendamento, Estado } from "./queries";

export const STATES: readonly Estado[] = [
  "solicitado",
  "agendado",
  "confirmado",
  "recebido",
  "em_atendimento",
  "pronto",
  "entregue",
  "cancelado",
  "faltou",
];

export type ColumnName = "chegar" | "loja" | "mesa" | "pronto" | "entregue";
/** A column of the board: whose bookings stand in it, and what a booking becomes that is put there. */
export type BoardColumn = { name: ColumnName; states: readonly Estado[]; takes: Estado };

export const COLUMNS: readonly BoardColumn[] = [
  { name: "chegar", states: ["agendado", "confirmado"], takes: "confirmado" },
  { name: "loja", states: ["recebido"], takes: "recebido" },
  { name: "mesa", states: ["em_atendimento"], takes: "em_atendimento" },
  { name: "pronto", states: ["pronto"], takes: "pronto" },
  { name: "entregue", states: ["entregue"], takes: "entregue" },
];
/** What takes nobody's time: it stands in no column, and in nobody's way. */
export const IDLE: ReadonlySet<Estado> = new Set<Estado>(["solicitado", "cancelado", "faltou"]);

const MAIN: Partial<Record<Estado, Estado>> = {
  solicitado: "agendado",
  agendado: "recebido",
  confirmado: "recebido",
  recebido: "em_atendimento",
  em_atendimento: "pronto",
  pronto: "entregue",
};

/** The step that the big button takes; null where there is none. */
export function mainStep({ status, proximos }: Pick<Agendamento, "status" | "proximos">): Estado | null {
  const next = MAIN[status];
  return next !== undefined && proximos.includes(next) ? next : null;
}

/** What else it may become, the usual first. */
export function otherSteps(booking: Pick<Agendamento, "status" | "proximos">): Estado[] {
  const main = mainStep(booking);
  return booking.proximos.filter((state) => state !== main);
}

export type Lateness = { kind: "arrival" | "work"; minutes: number };
// Nobody is late for having been held up at the door.
const GRACE_MIN = 5;

/** Who should have come, or whose time is over; null when all is well. */
export function lateness(
  { status, inicio, fim }: Pick<Agendamento, "status" | "inicio" | "fim">,
  now: number,
): Lateness | null {
  const waits = status === "agendado" || status === "confirmado";
  const isHere = status === "recebido" || status === "em_atendimento";
  if (!waits && !isHere) return null;
  const minutes = Math.floor((now - Date.parse(waits ? inicio : fim)) / 60_000);
  return minutes >= GRACE_MIN ? { kind: waits ? "arrival" : "work", minutes } : null;
}

/** How many of a day's bookings stand, and how many of those are still to be handed over. */
export function tally(bookings: readonly Pick<Agendamento, "status">[]): { open: number; all: number } {
  const standing = bookings.filter(({ status }) => !IDLE.has(status));
  return { open: standing.filter(({ status }) => status !== "entregue").length, all: standing.length };
}

/** Whether it is one of several that repeat, and not over. */
export function isOfSeries({ recorrencia_id, status }: Pick<Agendamento, "recorrencia_id" | "status">): boolean {
  return recorrencia_id !== null && !IDLE.has(status) && status !== "entregue";
}

/** Whether the animal is still to come: what a series can move or call off. */
export function isAhead(status: Estado): boolean {
  return status === "solicitado" || status === "agendado" || status === "confirmado";
}

/** Who does it, each once, in order. */
export function peopleOf({ itens }: Pick<Agendamento, "itens">): string[] {
  return [...new Set(itens.map((item) => item.profissional))];
}

/** Whether it is found by a name, a breed, or the number on the card. */
export function fits(booking: Pick<Agendamento, "id" | "animal" | "raca" | "cliente">, text: string): boolean {
  const wanted = folded(text);
  if (wanted === "") return true;
  if (/^#?\d+$/.test(wanted)) return String(booking.id) === wanted.replace("#", "");
  return [booking.animal, booking.raca ?? "", booking.cliente].some((name) => folded(name).includes(wanted));
}

/** Without accents and capitals: "joao" finds João. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
