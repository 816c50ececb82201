import { describe, expect, it } from "vitest";
import { changesOf, pageOf } from "./changes";

describe("changesOf", () => {
  it("lists what differs by field, without the version", () => {
    const entry = { before: { nome: "Bia", peso: 4, version: 1 }, after: { nome: "Bianca", peso: null, version: 2 } };
    expect(changesOf(entry)).toEqual([
      { field: "nome", before: "Bia", after: "Bianca" },
      { field: "peso", before: "4", after: undefined },
    ]);
  });
  it("knows entries that have one side or none", () => {
    expect(changesOf({ before: null, after: { q: "ana" } })).toEqual([{ field: "q", before: undefined, after: "ana" }]);
    expect(changesOf({ before: null, after: null })).toEqual([]);
  });
});

describe("pageOf", () => {
  it("leads to records that have a page and are still there", () => {
    expect(pageOf({ entity: "cliente", entity_id: "7", action: "cliente.updated" })).toBe("/tutores/7");
    expect(pageOf({ entity: "cliente", entity_id: "7", action: "cliente.deleted" })).toBeUndefined();
    expect(pageOf({ entity: "cliente", entity_id: null, action: "cliente.listed" })).toBeUndefined();
    expect(pageOf({ entity: "session", entity_id: "x", action: "auth.signed_in" })).toBeUndefined();
  });
});
