import { clockText, minuteOfText, minuteOn, momentAt } from "../agenda/clock";
import { editable, parseMoney } from "../format/decimal";
import type { Ride, RideIn, RideState } from "./queries";

/** The form's fields as they are typed; an empty one leaves it to the tutor's record, the booking or the settings. */
export type RideValues = {
  endereco: string;
  inicio: string;
  fim: string;
  motorista_id: string;
  zona: string;
  taxa: string;
  observacoes: string;
};

export const NO_RIDE: RideValues = {
  endereco: "",
  inicio: "",
  fim: "",
  motorista_id: "",
  zona: "",
  taxa: "",
  observacoes: "",
};

/** The day that the ride is on, and the shop's time zone. */
type Where = { date: string; zone: string };

export function rideValues(ride: Ride, { date, zone }: Where, locale: string): RideValues {
  return {
    endereco: ride.endereco,
    inicio: clockText(minuteOn(date, ride.inicio, zone)),
    fim: clockText(minuteOn(date, ride.fim, zone)),
    motorista_id: ride.motorista_id === null ? "" : String(ride.motorista_id),
    zona: ride.zona ?? "",
    taxa: editable(ride.taxa, locale),
    observacoes: ride.observacoes ?? "",
  };
}

export function rideBody(values: RideValues, { date, zone }: Where, version: number | undefined): RideIn {
  const moment = (text: string): string | null => {
    const minute = minuteOfText(text);
    return minute === null ? null : momentAt(date, minute, zone).toISOString();
  };
  return {
    ...(version !== undefined && { version }),
    endereco: values.endereco.trim() || null,
    inicio: moment(values.inicio),
    fim: moment(values.fim),
    motorista_id: Number(values.motorista_id) || null,
    zona: values.zona || null,
    taxa: values.taxa.trim() === "" ? null : (parseMoney(values.taxa) ?? values.taxa),
    observacoes: values.observacoes.trim() || null,
  };
}

const WAY = ["pendente", "a_caminho", "feito"] as const;
type Step = (typeof WAY)[number];

/** Where a ride may go from here; null at the end of the way, and for one that is called off. */
export function nextOf(state: RideState): Step | null {
  const at = (WAY as readonly RideState[]).indexOf(state);
  return at < 0 ? null : (WAY[at + 1] ?? null);
}

export const isAhead = ({ estado }: Pick<Ride, "estado">): boolean => nextOf(estado) !== null;

/** Whoever drives that day, each once and by name. */
export function driversOf(rides: readonly Ride[]): { id: number; nome: string }[] {
  const names = new Map<number, string>();
  for (const { motorista_id, motorista } of rides) {
    if (motorista_id !== null) names.set(motorista_id, motorista ?? "");
  }
  return [...names].map(([id, nome]) => ({ id, nome })).sort((one, other) => one.nome.localeCompare(other.nome));
}

/** The address on a map, in whatever the device opens maps with. */
export function mapOf(address: string): string {
  return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(address)}`;
}
