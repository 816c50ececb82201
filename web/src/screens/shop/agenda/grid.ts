// Where bookings stand on a day's grid, and what stands in the way of another place. Minutes are the shop's own.
import { minuteOn } from "./clock";
import type { Agendamento, Coluna, Dia } from "./queries";
import { IDLE } from "./states";

export const STEP_MIN = 15;
/** One item of a booking in somebody's column. */
export type Segment = {
  booking: Agendamento;
  index: number;
  profissionalId: number;
  from: number;
  to: number;
};
export type Span = { from: number; to: number };
export type Placed = Segment & { lane: number; lanes: number };
/** Where a booking would stand: this item of it, in whose hands, from when, how long. */
export type Target = { booking: Agendamento; index: number; profissionalId: number; from: number; minutes: number };
export type Conflict =
  { kind: "busy" | "animal"; with: string; at: string } | { kind: "block"; why: string | null } | { kind: "closed" };

/** Everything that is drawn: what was called off or missed is not, a request is. */
export function segmentsOf(day: Dia): Segment[] {
  return day.agendamentos
    .filter(({ status }) => status !== "cancelado" && status !== "faltou")
    .flatMap((booking) =>
      booking.itens.map((item, index) => ({
        booking,
        index,
        profissionalId: item.profissional_id,
        from: minuteOn(day.data, item.inicio, day.timezone),
        to: minuteOn(day.data, item.fim, day.timezone),
      })),
    );
}

/** The spans of somebody's day, from times to minutes. */
export function spansOf(day: Dia, periods: readonly { inicio: string; fim: string }[]): Span[] {
  return periods.map(({ inicio, fim }) => ({
    from: Math.max(0, minuteOn(day.data, inicio, day.timezone)),
    to: Math.min(1440, minuteOn(day.data, fim, day.timezone)),
  }));
}

const [EARLY, LATE] = [8 * 60, 18 * 60];

/** From which full hour to which the grid has to reach: all who work, and all that is booked. */
export function hoursOf(day: Dia, segments: readonly Segment[]): Span {
  const worked = day.profissionais.flatMap((column) => spansOf(day, column.expediente));
  const shown = [...worked, ...segments.filter(({ to }) => to > 0)];
  if (shown.length === 0) return { from: EARLY, to: LATE };
  const from = Math.max(0, Math.min(...shown.map((span) => span.from)));
  const to = Math.min(1440, Math.max(...shown.map((span) => span.to)));
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

/** Side by side where they overlap: each with its lane, and how many lanes its neighbours need. */
export function inLanes(segments: readonly Segment[]): Placed[] {
  const placed: Placed[] = [];
  let cluster: Placed[] = [];
  let ends: number[] = [];
  const close = (): void => {
    for (const one of cluster) one.lanes = ends.length;
    placed.push(...cluster);
    cluster = [];
    ends = [];
  };
  for (const segment of [...segments].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (cluster.length > 0 && ends.every((end) => end <= segment.from)) close();
    const free = ends.findIndex((end) => end <= segment.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = segment.to;
    cluster.push({ ...segment, lane, lanes: 1 });
  }
  close();
  return placed;
}

/** Every item of the booking as the target would have it: all of it moves together, one item may change hands. */
export function movedItems(day: Dia, target: Target): Segment[] {
  const own = segmentsOf({ ...day, agendamentos: [target.booking] });
  const held = own.find(({ index }) => index === target.index);
  if (!held) return [];
  const delta = target.from - held.from;
  const longer = target.minutes - (held.to - held.from);
  return own.map((one) => {
    const isHeld = one.index === target.index;
    const shift = delta + (one.index > target.index ? longer : 0);
    return {
      ...one,
      profissionalId: isHeld ? target.profissionalId : one.profissionalId,
      from: one.from + shift,
      to: isHeld ? target.from + target.minutes : one.to + shift,
    };
  });
}

/** Why the server would refuse it, as far as the day on the screen tells; null where nothing stands in the way. */
export function conflictOf(day: Dia, segments: readonly Segment[], target: Target): Conflict | null {
  const others = segments.filter(({ booking }) => booking.id !== target.booking.id && !IDLE.has(booking.status));
  const moved = movedItems(day, target);
  const squeezed = target.booking.encaixe;
  for (const item of moved) {
    const sameAnimal = others.find((one) => one.booking.animal_id === target.booking.animal_id && touches(one, item));
    if (sameAnimal) return { kind: "animal", with: sameAnimal.booking.animal, at: segmentStart(sameAnimal) };
    if (squeezed) continue;
    const busy = others.find(
      (one) => one.profissionalId === item.profissionalId && !one.booking.encaixe && touches(one, item),
    );
    if (busy) return { kind: "busy", with: busy.booking.animal, at: segmentStart(busy) };
    const column = day.profissionais.find(({ id }) => id === item.profissionalId);
    const shut = column && shutIn(day, column, item);
    if (shut) return shut;
  }
  return null;
}

function shutIn(day: Dia, column: Coluna, item: Span): Conflict | null {
  const blocks = spansOf(day, column.bloqueios);
  const at = blocks.findIndex((block) => touches(block, item));
  if (at >= 0) return { kind: "block", why: column.bloqueios[at]?.motivo ?? null };
  const works = spansOf(day, column.expediente).some((span) => span.from <= item.from && item.to <= span.to);
  return works ? null : { kind: "closed" };
}

function touches(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}

function segmentStart({ booking, index }: Segment): string {
  return booking.itens[index]?.inicio ?? booking.inicio;
}

/** To the nearest step of the grid. */
export function snapped(minute: number): number {
  return Math.round(minute / STEP_MIN) * STEP_MIN;
}

/** Parts of the shown hours in which somebody does not work. */
export function gapsOf(hours: Span, worked: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let from = hours.from;
  for (const span of [...worked].sort((a, b) => a.from - b.from)) {
    if (span.from > from) gaps.push({ from, to: span.from });
    from = Math.max(from, span.to);
  }
  if (from < hours.to) gaps.push({ from, to: hours.to });
  return gaps;
}
