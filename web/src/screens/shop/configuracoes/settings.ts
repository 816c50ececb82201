// What a shop's settings say, as its forms hold it, with the API's defaults for what was never set; and back. Pure.
import { editable, parseMoney } from "../format/decimal";
import { DEFAULT_HOURS, textOfWire, wireInText, type WireHours } from "../hours/week";
import type { Entry, SettingKey, Settings } from "./queries";

export const DEFAULT_ZONE = "America/Sao_Paulo";
export const SLOTS = ["5", "10", "15", "20", "30", "60"] as const;
export const VACCINES = ["off", "warn", "block"] as const;
export const MOST_DATES = 400;
const FAR = "2100";
export const MOST_ZONES = 50;
export const MOST_REMINDERS = 3;

export type HoursValues = { hours: string };
export type ClockValues = { zone: string; slot: string };
/** `adding` is the date that is being typed: who saves with it there means it. */
export type ClosedValues = { holidays: string; closed: string[]; open: string[]; adding: string };
export type AgendaValues = {
  cancel_after_start: boolean;
  change_after_delivery: boolean;
  undo: boolean;
  vaccines: string;
};
export const PAPERS = ["cnpj", "crmv", "responsible", "responsible_crmv", "address", "phone"] as const;
export type PaperValues = Record<(typeof PAPERS)[number], string>;
export type ReminderWishes = {
  enabled: boolean;
  minutes_before: number[];
  quiet_from: string;
  quiet_to: string;
  minimum_notice: number;
};
export type ReminderValues = Omit<ReminderWishes, "minimum_notice"> & { minimum_notice: string };
export type TaxiValues = { taxa: string; janela_minutos: string; zonas: { nome: string; taxa: string }[] };

export function zoneOf(settings: Settings): string {
  return settings.timezone ?? DEFAULT_ZONE;
}

export function hoursOf(settings: Settings): WireHours {
  // The API checked it before it wrote it down.
  return settings.business_hours === undefined ? DEFAULT_HOURS : (JSON.parse(settings.business_hours) as WireHours);
}

export const hoursValues = (settings: Settings): HoursValues => ({ hours: textOfWire(hoursOf(settings)) });
export const hoursEntries = ({ hours }: HoursValues): Entry[] => [written("business_hours", wireInText(hours) ?? {})];

export const clockValues = (settings: Settings): ClockValues => ({
  zone: zoneOf(settings),
  slot: settings.slot_minutes ?? "15",
});
export const clockEntries = ({ zone, slot }: ClockValues): Entry[] => [
  { key: "timezone", value: zone },
  { key: "slot_minutes", value: slot },
];

export function closedValues(settings: Settings): ClosedValues {
  const kept = read<{ holidays: string | null; closed: string[]; open: string[] }>(settings.closed_dates, {
    holidays: null,
    closed: [],
    open: [],
  });
  return { ...kept, holidays: kept.holidays ?? "", adding: "" };
}

export function closedEntries(values: ClosedValues): Entry[] {
  const { holidays, closed, open } = withAdded(values);
  return [written("closed_dates", { holidays: holidays || null, closed, open })];
}

/** The date that is being typed, taken in; a date is closed or open, never both. */
export function withAdded(values: ClosedValues): ClosedValues {
  const { closed, open, adding } = values;
  if (adding === "") return values;
  return {
    ...values,
    closed: [...new Set([...closed, adding])].toSorted(),
    open: open.filter((date) => date !== adding),
    adding: "",
  };
}

/** The days that are about to be closed, from today on: no half-typed year, no day that is over. */
export function aboutToClose({ closed, adding }: ClosedValues, saved: ClosedValues, today: string): string[] {
  const added = [...closed, adding].filter((date) => date >= today && date < FAR && !saved.closed.includes(date));
  return [...new Set(added)].toSorted();
}

/** The shop works on that day, though it is a holiday. */
export function opened(values: ClosedValues, date: string): ClosedValues {
  return {
    ...values,
    closed: values.closed.filter((each) => each !== date),
    open: [...new Set([...values.open, date])].toSorted(),
  };
}

export const agendaValues = (settings: Settings): AgendaValues =>
  read<AgendaValues>(settings.agenda, {
    cancel_after_start: false,
    change_after_delivery: false,
    undo: true,
    vaccines: "warn",
  });
export const agendaEntries = (values: AgendaValues): Entry[] => [written("agenda", values)];

export function paperValues(settings: Settings): PaperValues {
  const kept = read<Partial<Record<string, string | null>>>(settings.establishment, {});
  return Object.fromEntries(PAPERS.map((name) => [name, kept[name] ?? ""])) as PaperValues;
}

export function paperEntries(values: PaperValues): Entry[] {
  const filled = PAPERS.map((name) => [name, values[name].trim() || null] as const);
  return [written("establishment", Object.fromEntries(filled))];
}

export function reminderValues(settings: Settings): ReminderValues {
  const kept = read<ReminderWishes>(settings.reminders, {
    enabled: false,
    minutes_before: [1440],
    quiet_from: "21:00",
    quiet_to: "08:00",
    minimum_notice: 60,
  });
  return { ...kept, minimum_notice: String(kept.minimum_notice) };
}

export function wishesIn(values: ReminderValues): ReminderWishes {
  return { ...values, minimum_notice: Number(values.minimum_notice) };
}

export const reminderEntries = (values: ReminderValues): Entry[] => [written("reminders", wishesIn(values))];

/** Why these reminders cannot be kept. */
export function reminderFault({ minutes_before, minimum_notice }: ReminderValues): "none" | "many" | "near" | null {
  if (minutes_before.length === 0) return "none";
  if (minutes_before.length > MOST_REMINDERS) return "many";
  return Math.min(...minutes_before) < Number(minimum_notice) ? "near" : null;
}

export type TaxiRules = { taxa: string; janela_minutos: number; zonas: { nome: string; taxa: string }[] };

/** What rides cost, as the shop has it. */
export function taxiRules(settings: Settings): TaxiRules {
  return read<TaxiRules>(settings.taxi, { taxa: "0.00", janela_minutos: 30, zonas: [] });
}

export function taxiValues(settings: Settings, locale: string): TaxiValues {
  const { taxa, janela_minutos, zonas } = taxiRules(settings);
  return {
    taxa: editable(taxa, locale),
    janela_minutos: String(janela_minutos),
    zonas: zonas.map((zona) => ({ nome: zona.nome, taxa: editable(zona.taxa, locale) })),
  };
}

export function taxiEntries({ taxa, janela_minutos, zonas }: TaxiValues): Entry[] {
  const money = (text: string): string => parseMoney(text) ?? text;
  return [
    written("taxi", {
      taxa: money(taxa),
      janela_minutos: Number(janela_minutos),
      zonas: zonas.map((zona) => ({ nome: zona.nome.trim(), taxa: money(zona.taxa) })),
    }),
  ];
}

/** Whether another zone before it has the same name. */
export function isZoneTwice(zonas: readonly { nome: string }[], at: number): boolean {
  const name = zonas[at]?.nome.trim();
  return name !== "" && zonas.findIndex((zona) => zona.nome.trim() === name) < at;
}

function written(key: SettingKey, value: object): Entry {
  return { key, value: JSON.stringify(value) };
}

function read<T>(text: string | undefined, otherwise: NoInfer<T>): T {
  return text === undefined ? otherwise : (JSON.parse(text) as T);
}
