// What a change from the stream does to the list on the screen; pure.
import type { InfiniteData } from "@tanstack/react-query";
import type { Filters } from "./filters";
import type { SagaList, SagaSummary } from "./types";

export type Pages = InfiniteData<SagaList, string | null>;

/** The list with this saga as it stands now; the very same list when it is not in it, or was newer. */
export function withChange(pages: Pages, change: SagaSummary): Pages {
  return hasOlder(pages, change) ? { ...pages, pages: pages.pages.map((page) => replaced(page, change)) } : pages;
}

/** The list with sagas at its top that it did not hold; those it holds are left alone. */
export function withArrivals(pages: Pages, arrivals: readonly SagaSummary[]): Pages {
  const [first, ...others] = pages.pages;
  const fresh = arrivals.filter((saga) => !holds(pages, saga.saga_id));
  if (!first || fresh.length === 0) return pages;
  // Ids grow with time, and the list has the newest first.
  const items = [...fresh, ...first.items].sort((a, b) => (a.saga_id < b.saga_id ? 1 : -1));
  return { ...pages, pages: [{ ...first, items }, ...others] };
}

/**
 * An answer to a question that was asked before the stream's last words: those stay, as does a saga that came
 * meanwhile and fits the filters. Without this, an answer that travelled slowly would bring the past back for good.
 */
export function withoutForgetting(known: Pages, answer: Pages, filters: Filters): Pages {
  const rows = known.pages.flatMap((page) => page.items);
  const corrected = rows.reduce(withChange, answer);
  const newest = corrected.pages[0]?.items[0]?.saga_id ?? "";
  return withArrivals(
    corrected,
    rows.filter((saga) => saga.saga_id > newest && matches(saga, filters, Date.now())),
  );
}

export function holds(pages: Pages, sagaId: string): boolean {
  return pages.pages.some((page) => page.items.some((saga) => saga.saga_id === sagaId));
}

/** Whether a saga would be in a list with these filters. */
export function matches(saga: SagaSummary, filters: Filters, now: number): boolean {
  if (filters.states.length > 0 && !filters.states.some((state) => state === saga.state)) return false;
  if (!fold(`${saga.name} ${saga.subdomain}`).includes(fold(filters.q))) return false;
  return filters.olderThan === "" || now - Date.parse(saga.started_at) > ageMs(filters.olderThan);
}

const UNITS_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** An age as the API writes it: `90s`, `15m`, `2h`, `7d`. */
export function ageMs(age: string): number {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(age) ?? [];
  return Number(amount ?? 0) * (UNITS_MS[unit ?? ""] ?? 0);
}

function hasOlder(pages: Pages, change: SagaSummary): boolean {
  return pages.pages.some((page) => page.items.some((saga) => isOlder(saga, change)));
}

function replaced(page: SagaList, change: SagaSummary): SagaList {
  return { ...page, items: page.items.map((saga) => (isOlder(saga, change) ? change : saga)) };
}

function isOlder(saga: SagaSummary, change: SagaSummary): boolean {
  return saga.saga_id === change.saga_id && saga.version < change.version;
}

function fold(text: string): string {
  return text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
