import { describe, expect, it } from "vitest";
import { COLUMNS, fits, IDLE, isAhead, lateness, mainStep, otherSteps, peopleOf, STATES, tally } from "./states";

const at = (clock: string): string => `2026-12-01T${clock}:00Z`;
const now = Date.parse(at("10:00"));

describe("columns", () => {
  it("hold every state that takes time, each once", () => {
    const held = COLUMNS.flatMap((column) => column.states);
    expect([...held].sort()).toEqual(STATES.filter((state) => !IDLE.has(state)).sort());
    for (const column of COLUMNS) expect(column.states).toContain(column.takes);
  });
});

describe("steps", () => {
  it("offer the usual one where the server allows it, and the others beside it", () => {
    const booking = { status: "agendado", proximos: ["confirmado", "recebido", "faltou", "cancelado"] } as const;
    expect(mainStep({ ...booking, proximos: [...booking.proximos] })).toBe("recebido");
    expect(otherSteps({ ...booking, proximos: [...booking.proximos] })).toEqual(["confirmado", "faltou", "cancelado"]);
    expect(mainStep({ status: "entregue", proximos: [] })).toBeNull();
    expect(mainStep({ status: "pronto", proximos: ["cancelado"] })).toBeNull();
  });
});

describe("lateness", () => {
  it.each([
    ["agendado", at("09:30"), at("10:30"), { kind: "arrival", minutes: 30 }],
    ["confirmado", at("09:56"), at("10:30"), null],
    ["em_atendimento", at("08:00"), at("09:50"), { kind: "work", minutes: 10 }],
    ["recebido", at("09:00"), at("10:30"), null],
    ["pronto", at("08:00"), at("09:00"), null],
    ["faltou", at("08:00"), at("09:00"), null],
  ] as const)("of %s from %s to %s", (status, inicio, fim, late) => {
    expect(lateness({ status, inicio, fim }, now)).toEqual(late);
  });
});

describe("a search on the board", () => {
  const booking = { id: 412, animal: "João", raca: "Shih Tzu", cliente: "Ana Conceição" };
  it.each(["joao", "JOÃO", "shih", "conceicao", "412", "#412", " "])("finds by %j", (text) => {
    expect(fits(booking, text)).toBe(true);
  });
  it.each(["41", "rex", "#4"])("does not find by %j", (text) => {
    expect(fits(booking, text)).toBe(false);
  });
});

it("names each person once", () => {
  const itens = ["Bia", "Ana", "Bia"].map((profissional) => ({ profissional }));
  expect(peopleOf({ itens: itens as never })).toEqual(["Bia", "Ana"]);
});

describe("tally", () => {
  it("counts what stands, and what is still to be handed over", () => {
    const day = (["pronto", "entregue", "agendado", "cancelado", "faltou", "solicitado"] as const).map((status) => ({
      status,
    }));
    expect(tally(day)).toEqual({ open: 2, all: 3 });
    expect(tally([])).toEqual({ open: 0, all: 0 });
  });
});

it("knows who is still to come", () => {
  expect(STATES.filter(isAhead)).toEqual(["solicitado", "agendado", "confirmado"]);
});
