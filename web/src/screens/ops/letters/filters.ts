import type { ParsedUrlQuery } from "node:querystring";
import { isChannel, isKind, isState, type LetterChannel, type LetterKind, type LetterState } from "./types";

/** What the list shows, as it stands in the address. */
export type Filters = {
  states: LetterState[];
  kind: LetterKind | undefined;
  channel: LetterChannel | undefined;
  /** A shop's address or number. */
  shop: string;
  q: string;
};

export const NO_FILTERS: Filters = { states: [], kind: undefined, channel: undefined, shop: "", q: "" };
// The API takes no longer ones.
const LONGEST = 100;

export function filtersOf(query: ParsedUrlQuery): Filters {
  const [kind, channel] = [first(query.tipo), first(query.canal)];
  return {
    states: [...new Set(all(query.estado).filter(isState))],
    kind: isKind(kind) ? kind : undefined,
    channel: isChannel(channel) ? channel : undefined,
    shop: first(query.loja).slice(0, LONGEST),
    q: first(query.q).slice(0, LONGEST),
  };
}

/** The filters as an address; what does not filter is left out. */
export function queryOf({ states, kind, channel, shop, q }: Filters): ParsedUrlQuery {
  return {
    ...(states.length > 0 && { estado: states }),
    ...(kind && { tipo: kind }),
    ...(channel && { canal: channel }),
    ...(shop.trim() && { loja: shop.trim() }),
    ...(q.trim() && { q: q.trim() }),
  };
}

/** The filters as the API names them. */
export function paramsOf({ states, kind, channel, shop, q }: Filters) {
  return {
    ...(states.length > 0 && { state: states }),
    ...(kind && { kind }),
    ...(channel && { channel }),
    ...(shop.trim() && { tenant: shop.trim() }),
    ...(q.trim() && { q: q.trim() }),
  };
}

export function isFiltering(filters: Filters): boolean {
  return Object.keys(queryOf(filters)).length > 0;
}

/** The list with one shop's letters only. */
export function hrefOfShop(shop: string): string {
  return `/ops/envios?${new URLSearchParams({ loja: shop })}`;
}

/** The suppressed addresses, with one of them in sight. */
export function hrefOfAddress(address: string): string {
  return `/ops/envios/enderecos?${new URLSearchParams({ q: address })}`;
}

function all(value: string | string[] | undefined): string[] {
  return Array.isArray(value) ? value : value ? [value] : [];
}

function first(value: string | string[] | undefined): string {
  return all(value)[0] ?? "";
}
