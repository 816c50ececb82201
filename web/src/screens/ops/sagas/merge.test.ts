import { expect, it } from "vitest";
import { type Filters, filtersOf, isUuid, NO_FILTERS, queryOf } from "./filters";
import { ageMs, matches, type Pages, withArrivals, withChange, withoutForgetting } from "./merge";
import { needsSomebody, type SagaSummary } from "./types";

const NOW = Date.parse("2026-11-24T03:00:00Z");

function saga(id: string, over: Partial<SagaSummary> = {}): SagaSummary {
  return {
    saga_id: id,
    kind: "create_tenant",
    tenant_id: `t-${id}`,
    name: "Cão Que Mia",
    subdomain: "cao-que-mia",
    state: "REQUESTED",
    phase: "REQUESTED",
    failure_code: null,
    version: 1,
    attempts: 1,
    started_at: new Date(NOW - 60_000).toISOString(),
    finished_at: null,
    next_attempt_at: null,
    deadline_at: new Date(NOW + 60_000).toISOString(),
    duration_ms: 0,
    actions: ["retry"],
    ...over,
  };
}

function pages(...lists: SagaSummary[][]): Pages {
  return {
    pages: lists.map((items, index) => ({
      items,
      counts: {},
      next_cursor: index < lists.length - 1 ? `after-${index}` : null,
    })),
    pageParams: lists.map((_, index) => (index === 0 ? null : `after-${index - 1}`)),
  };
}

const ids = (list: Pages) => list.pages.map((page) => page.items.map((one) => one.saga_id));

it("changes a row where it stands, on any page, and keeps it although its state left the filter", () => {
  const before = pages([saga("3"), saga("2")], [saga("1")]);
  const after = withChange(before, saga("1", { version: 2, state: "COMPLETED" }));
  expect(ids(after)).toEqual([["3", "2"], ["1"]]);
  expect(after.pages[1]?.items[0]?.state).toBe("COMPLETED");
});

it("takes no older word for a newer one, and leaves a list without the saga as it is", () => {
  const before = pages([saga("2", { version: 5 })]);
  expect(withChange(before, saga("2", { version: 4, state: "COMPLETED" }))).toBe(before);
  expect(withChange(before, saga("2", { version: 5, state: "COMPLETED" }))).toBe(before);
  expect(withChange(before, saga("9", { version: 9 }))).toBe(before);
});

it("puts new ones on top, newest first, each once", () => {
  const before = pages([saga("2")], [saga("1")]);
  expect(ids(withArrivals(before, [saga("3"), saga("4"), saga("1")]))).toEqual([["4", "3", "2"], ["1"]]);
  expect(withArrivals(before, [saga("2")])).toBe(before);
});

it.each<[Partial<Filters>, boolean]>([
  [{}, true],
  [{ states: ["REQUESTED", "COMPLETED"] }, true],
  [{ states: ["COMPLETED"] }, false],
  [{ q: "CAO que" }, true],
  [{ q: "mia " }, true],
  [{ q: "gato" }, false],
  [{ olderThan: "30s" }, true],
  [{ olderThan: "15m" }, false],
])("with the filters %j a saga of a minute ago matches: %s", (filters, expected) => {
  expect(matches(saga("1"), { ...NO_FILTERS, ...filters }, NOW)).toBe(expected);
});

it("reads ages as the API writes them", () => {
  expect([ageMs("90s"), ageMs("15m"), ageMs("2h"), ageMs("7d"), ageMs("soon")]).toEqual([
    90_000, 900_000, 7_200_000, 604_800_000, 0,
  ]);
});

it("calls for a person when undoing failed, or when something under way is old", () => {
  const old = { started_at: new Date(NOW - 16 * 60_000).toISOString() };
  expect(needsSomebody(saga("1", { state: "COMPENSATION_FAILED" }), NOW)).toBe(true);
  expect(needsSomebody(saga("1", old), NOW)).toBe(true);
  expect(needsSomebody(saga("1"), NOW)).toBe(false);
  expect(needsSomebody(saga("1", { ...old, state: "COMPLETED" }), NOW)).toBe(false);
  expect(needsSomebody(saga("1", { ...old, state: "ROLLED_BACK" }), NOW)).toBe(false);
});

it("keeps the filters in the address and takes nothing else from it", () => {
  const filters: Filters = { states: ["COMPENSATING", "COMPENSATION_FAILED"], q: "mia", olderThan: "15m" };
  expect(filtersOf(queryOf(filters))).toEqual(filters);
  expect(queryOf(NO_FILTERS)).toEqual({});
  expect(filtersOf({ estado: ["NONSENSE", "REQUESTED"], ha: "<b>", q: ["a", "b"] })).toEqual({
    states: ["REQUESTED"],
    q: "a",
    olderThan: "",
  });
});

it("knows a number from a log", () => {
  expect(isUuid(" 0194F1aa-0001-7000-8000-000000000001 ")).toBe(true);
  expect(isUuid("pata-feliz")).toBe(false);
});

it("keeps the stream's last word when an older answer arrives after it", () => {
  const known = pages([saga("3"), saga("2", { version: 4, state: "ROLLED_BACK" })], [saga("1")]);
  const answer = pages([saga("2", { version: 3, state: "COMPENSATING" })], [saga("1", { version: 2 })]);
  const after = withoutForgetting(known, answer, NO_FILTERS);
  expect(ids(after)).toEqual([["3", "2"], ["1"]]);
  expect(after.pages[0]?.items[1]?.state).toBe("ROLLED_BACK");
  expect(after.pages[1]?.items[0]?.version).toBe(2);
});

it("lets an answer take away what is older than its newest, and what does not fit the filters", () => {
  const known = pages([saga("4", { state: "COMPLETED" }), saga("2"), saga("1")]);
  const answer = pages([saga("3")]);
  const after = withoutForgetting(known, answer, { ...NO_FILTERS, states: ["REQUESTED"] });
  expect(ids(after)).toEqual([["3"]]);
});
