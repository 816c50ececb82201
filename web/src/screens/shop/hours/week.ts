// The hours of a week: as the API has them, as the fields hold them, and what can be wrong with them. Pure.

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];
/** From when until when, on the wall's clock; an end at "00:00" is the midnight after. */
export type Span = { from: string; to: string };
/** What is typed: a day without spans is not worked, what lies between two spans is a break. */
export type Week = Readonly<Record<Day, readonly Span[]>>;
/** As the API has it: days that are not worked are missing. */
export type WireHours = Record<string, string[][]>;
export type SpanFault = "missing" | "backwards" | "overlap";
/** Days that follow each other with the same hours. */
export type Run = { from: Day; to: Day; spans: readonly Span[] };

export const WEEKDAYS: readonly Day[] = DAYS.slice(0, 5);
/** What a shop works until it says otherwise (`DEFAULT_HOURS` of the API). */
export const DEFAULT_HOURS: WireHours = Object.fromEntries(DAYS.map((day) => [day, [["08:00", "20:00"]]]));
export const MOST_SPANS = 8;
const MIDNIGHT = "00:00";
const END_OF_DAY = "24:00";
const USUAL: Span = { from: "08:00", to: "18:00" };
const LUNCH: Span = { from: "12:00", to: "13:00" };

export function weekOf(wire: WireHours): Week {
  const spans = (day: Day): Span[] =>
    (wire[day] ?? []).map(([from = "", to = ""]) => ({ from, to: to === END_OF_DAY ? MIDNIGHT : to }));
  return everyDay(spans);
}

/** In the order of the day; the fields may have been filled in any. */
export function wireOf(week: Week): WireHours {
  const worked = DAYS.filter((day) => week[day].length > 0);
  return Object.fromEntries(worked.map((day) => [day, inOrder(week[day]).map((span) => [span.from, endOf(span)])]));
}

/** The week as a form keeps it: text, so that it is compared and drafted like any other field. */
export function textOf(week: Week | null): string {
  return week === null ? "" : JSON.stringify(everyDay((day) => week[day].map(({ from, to }) => ({ from, to }))));
}

/** Back from `textOf`; null for none of its own. */
export function weekIn(text: string): Week | null {
  return text === "" ? null : (JSON.parse(text) as Week);
}

export function textOfWire(wire: WireHours | null): string {
  return textOf(wire && weekOf(wire));
}

export function wireInText(text: string): WireHours | null {
  const week = weekIn(text);
  return week && wireOf(week);
}

/** What is wrong with each span of a day, in the order they stand. */
export function faultsOf(spans: readonly Span[]): (SpanFault | null)[] {
  return spans.map((span) => {
    if (span.from === "" || span.to === "") return "missing";
    if (span.from >= endOf(span)) return "backwards";
    const isCut = spans.some(
      (other) => other !== span && !isBroken(other) && other.from < endOf(span) && span.from < endOf(other),
    );
    return isCut ? "overlap" : null;
  });
}

/** The first day on which something is wrong. */
export function faultyDay(week: Week): Day | null {
  return DAYS.find((day) => faultsOf(week[day]).some((fault) => fault !== null)) ?? null;
}

/** The day is worked from now on: as the day before it that is, or as usual. */
export function opened(week: Week, day: Day): Week {
  const before = DAYS.slice(0, DAYS.indexOf(day)).reverse();
  const like = [...before, ...DAYS].find((other) => week[other].length > 0);
  return { ...week, [day]: like ? week[like] : [USUAL] };
}

/** One break more: lunch where it fits, else a span to be filled in. */
export function withBreak(spans: readonly Span[]): readonly Span[] {
  const at = spans.findIndex((span) => !isBroken(span) && span.from < LUNCH.from && endOf(span) > LUNCH.to);
  const cut = spans[at];
  if (!cut) return [...spans, { from: "", to: "" }];
  return [...spans.slice(0, at), { from: cut.from, to: LUNCH.from }, { from: LUNCH.to, to: cut.to }].concat(
    spans.slice(at + 1),
  );
}

/** The other worked days as that one; days off stay so. Where it is the only one, Monday to Friday. */
export function copied(week: Week, day: Day): Week {
  const worked = DAYS.filter((other) => week[other].length > 0);
  const meant = worked.length > 1 ? worked : WEEKDAYS;
  return everyDay((other) => (meant.includes(other) ? week[day] : week[other]));
}

/** The worked days, those together that follow each other with the same hours. */
export function runsOf(week: Week): Run[] {
  const runs: Run[] = [];
  for (const [index, day] of DAYS.entries()) {
    const last = runs.at(-1);
    const spans = inOrder(week[day]);
    const follows = last !== undefined && DAYS[index - 1] === last.to && same(last.spans, spans);
    if (spans.length === 0) continue;
    if (follows) last.to = day;
    else runs.push({ from: day, to: day, spans });
  }
  return runs;
}

/** How many days a week are worked, and how many minutes. */
export function sizeOf(week: Week): { days: number; minutes: number } {
  const worked = DAYS.filter((day) => week[day].length > 0);
  const minutes = worked.flatMap((day) => week[day]).map((span) => minutesAt(endOf(span)) - minutesAt(span.from));
  return { days: worked.length, minutes: minutes.reduce((sum, each) => sum + each, 0) };
}

function minutesAt(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

function endOf({ to }: Span): string {
  return to === MIDNIGHT ? END_OF_DAY : to;
}

function isBroken(span: Span): boolean {
  return span.from === "" || span.to === "" || span.from >= endOf(span);
}

function inOrder(spans: readonly Span[]): readonly Span[] {
  return spans.toSorted((one, other) => one.from.localeCompare(other.from));
}

function same(one: readonly Span[], other: readonly Span[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function everyDay(spansOf: (day: Day) => readonly Span[]): Week {
  return Object.fromEntries(DAYS.map((day) => [day, spansOf(day)])) as Week;
}
