import { expect, it } from "vitest";
import { filtersOf, hrefOfAddress, hrefOfShop, isFiltering, NO_FILTERS, paramsOf, queryOf } from "./filters";

it("reads an address, and leaves out what the API would refuse", () => {
  const query = { estado: ["failed", "odd", "failed"], tipo: "welcome", canal: "fax", loja: "pet-feliz", q: "ana@" };
  expect(filtersOf(query)).toEqual({
    states: ["failed"],
    kind: "welcome",
    channel: undefined,
    shop: "pet-feliz",
    q: "ana@",
  });
  expect(filtersOf({ q: "a".repeat(300), loja: "b".repeat(300) })).toMatchObject({
    q: "a".repeat(100),
    shop: "b".repeat(100),
  });
});

it("comes back from its own address as it was", () => {
  const filters = { states: ["failed", "queued"], kind: "invitation", channel: "email", shop: "x", q: "y" } as const;
  const kept = { ...filters, states: [...filters.states] };
  expect(filtersOf(queryOf(kept))).toEqual(kept);
  expect(queryOf(NO_FILTERS)).toEqual({});
});

it("asks the API only for what filters", () => {
  expect(paramsOf(NO_FILTERS)).toEqual({});
  expect(paramsOf({ ...NO_FILTERS, states: ["sent"], shop: " pet ", q: "  " })).toEqual({
    state: ["sent"],
    tenant: "pet",
  });
});

it("knows whether anything filters", () => {
  expect(isFiltering(NO_FILTERS)).toBe(false);
  expect(isFiltering({ ...NO_FILTERS, q: "  " })).toBe(false);
  expect(isFiltering({ ...NO_FILTERS, channel: "whatsapp" })).toBe(true);
});

it("names a shop's letters and a suppressed address so that nothing in them is lost", () => {
  expect(hrefOfShop("pet-feliz")).toBe("/ops/envios?loja=pet-feliz");
  expect(hrefOfAddress("ana+x@example.com")).toBe("/ops/envios/enderecos?q=ana%2Bx%40example.com");
});
