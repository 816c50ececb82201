import { describe, expect, it } from "vitest";
import { changesOf, pageOf } from "./changes";

const shown = (field: string, value: unknown) => changesOf({ before: null, after: { [field]: value } })[0]?.after;

describe("changesOf", () => {
  it("lists what differs by field, without the version", () => {
    const entry = { before: { nome: "Bia", peso: 4, version: 1 }, after: { nome: "Bianca", peso: null, version: 2 } };
    expect(changesOf(entry)).toEqual([
      { field: "nome", before: [{ as: "word", text: "Bia" }], after: [{ as: "word", text: "Bianca" }] },
      { field: "peso", before: [{ as: "number", text: "4" }], after: undefined },
    ]);
  });
  it("knows entries that have one side or none", () => {
    expect(changesOf({ before: null, after: { q: "ana prado" } })).toEqual([
      { field: "q", before: undefined, after: [{ as: "text", text: "ana prado" }] },
    ]);
    expect(changesOf({ before: null, after: null })).toEqual([]);
  });
  it("tells moments, days, times of day, flags, money and other records from plain text", () => {
    expect(shown("inicio", "2026-12-01T14:15:00+00:00")).toEqual([{ as: "moment", text: "2026-12-01T14:15:00+00:00" }]);
    expect(shown("em", "2026-12-01T14:15:00.123456Z")?.[0]?.as).toBe("moment");
    expect(shown("nascimento", "2024-02-29")).toEqual([{ as: "day", text: "2024-02-29" }]);
    expect(shown("hora", "09:30:00")).toEqual([{ as: "text", text: "09:30" }]);
    expect(shown("encaixe", false)).toEqual([{ as: "flag", text: "no" }]);
    expect(shown("preco", 60)).toEqual([{ as: "money", text: "60" }]);
    expect(shown("profissional_id", 1204)).toEqual([{ as: "record", text: "1204" }]);
    expect(shown("status", "em_atendimento")).toEqual([{ as: "word", text: "em_atendimento" }]);
    expect(shown("observacoes", "Ligar 2026-12-01")?.[0]?.as).toBe("text");
  });
  it("takes lists apart, and leaves out those that hold nothing, and what nobody can read", () => {
    expect(shown("tags", ["morde", "é surdo"])).toEqual([
      { as: "word", text: "morde" },
      { as: "text", text: "é surdo" },
    ]);
    expect(shown("telefones", [{ numero: "+5511987654321", whatsapp: false }])).toEqual([
      { as: "text", text: "+5511987654321" },
    ]);
    expect(changesOf({ before: null, after: { tags: [], id: 7, usuario_id: "c0ffee" } })).toEqual([]);
  });
  it("says of two lists only where they differ", () => {
    const [small, large] = [
      { porte: "pequeno", preco: 40 },
      { porte: "grande", preco: 60 },
    ];
    const dearer = { ...large, preco: 80 };
    const [change] = changesOf({ before: { precos: [small, large] }, after: { precos: [small, dearer] } });
    expect(change?.before).toHaveLength(1);
    expect(change?.after).toEqual([
      {
        as: "parts",
        parts: [
          { field: "porte", values: [{ as: "word", text: "grande" }] },
          { field: "preco", values: [{ as: "money", text: "80" }] },
        ],
      },
    ]);
    expect(changesOf({ before: { tags: ["a"] }, after: { tags: ["a"] } })).toEqual([]);
  });
  it("takes what stands inside of a value apart by its own fields", () => {
    expect(shown("precos", [{ porte: "pequeno", pelagem: null, preco: "45.50", duracao: 40 }])).toEqual([
      {
        as: "parts",
        parts: [
          { field: "porte", values: [{ as: "word", text: "pequeno" }] },
          { field: "preco", values: [{ as: "money", text: "45.50" }] },
          { field: "duracao", values: [{ as: "number", text: "40" }] },
        ],
      },
    ]);
  });
  it("reads hours as spans, of a setting too, and leaves alone what only looks like JSON", () => {
    const monday = { field: "mon", values: [{ as: "span", from: "08:00", until: "12:00" }] };
    expect(shown("horarios", { mon: [["08:00", "12:00"]], tue: [] })).toEqual([{ as: "parts", parts: [monday] }]);
    expect(shown("config_value", '{"mon":[["08:00","12:00"]]}')).toEqual([{ as: "parts", parts: [monday] }]);
    expect(shown("config_value", "[oi")).toEqual([{ as: "text", text: "[oi" }]);
    expect(shown("observacoes", '{"a":1}')).toEqual([{ as: "text", text: '{"a":1}' }]);
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
