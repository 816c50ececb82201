import type { ParsedUrlQuery } from "node:querystring";
import { isState, type SagaState } from "./types";

/** What the list shows, as it stands in the address. */
export type Filters = { states: SagaState[]; q: string; olderThan: string };

export const AGES = ["2m", "15m", "1h", "1d"] as const;
export const NO_FILTERS: Filters = { states: [], q: "", olderThan: "" };

export function filtersOf(query: ParsedUrlQuery): Filters {
  const olderThan = first(query.ha);
  return {
    states: all(query.estado).filter(isState),
    q: first(query.q).slice(0, 100),
    olderThan: /^\d{1,9}[smhd]$/.test(olderThan) ? olderThan : "",
  };
}

/** The filters as an address; what does not filter is left out. */
export function queryOf({ states, q, olderThan }: Filters): ParsedUrlQuery {
  return {
    ...(states.length > 0 && { estado: states }),
    ...(q.trim() && { q: q.trim() }),
    ...(olderThan && { ha: olderThan }),
  };
}

export function isFiltering({ states, q, olderThan }: Filters): boolean {
  return states.length > 0 || q.trim() !== "" || olderThan !== "";
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A number copied from a log: of a saga, or of a tenant. */
export function isUuid(text: string): boolean {
  return UUID.test(text.trim());
}

function all(value: string | string[] | undefined): string[] {
  return Array.isArray(value) ? value : value ? [value] : [];
}

function first(value: string | string[] | undefined): string {
  return all(value)[0] ?? "";
}
