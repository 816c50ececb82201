import { expect, it } from "vitest";
import { byUrgency, daysBetween, stateOf } from "./states";

const TODAY = "2026-12-01";
const line = (situacao: "em_dia" | "prevista" | "atrasada" | "nunca", prevista_para: string | null = null) => ({
  situacao,
  prevista_para,
  obrigatoria: false,
  ativo: true,
});

it("tells a dose that is due soon from one that is far away", () => {
  expect(stateOf(line("em_dia", "2026-12-31"), TODAY)).toBe("a_vencer");
  expect(stateOf(line("em_dia", "2026-12-01"), TODAY)).toBe("a_vencer");
  expect(stateOf(line("em_dia", "2027-01-01"), TODAY)).toBe("em_dia");
  expect(stateOf(line("em_dia"), TODAY)).toBe("em_dia");
});

it("takes the API's word for what is late, planned or unknown", () => {
  expect(stateOf(line("atrasada", "2026-11-30"), TODAY)).toBe("atrasada");
  expect(stateOf(line("prevista", "2026-12-02"), TODAY)).toBe("prevista");
  expect(stateOf(line("nunca"), TODAY)).toBe("nunca");
});

it("misses what is obligatory, unless the shop gave it up", () => {
  expect(stateOf({ ...line("nunca"), obrigatoria: true }, TODAY)).toBe("falta");
  expect(stateOf({ ...line("nunca"), obrigatoria: true, ativo: false }, TODAY)).toBe("nunca");
});

it("puts first what needs somebody", () => {
  const lines = [line("em_dia"), line("nunca"), line("em_dia", "2026-12-05"), line("atrasada", "2026-11-01")];
  expect(byUrgency(lines, TODAY).map((each) => stateOf(each, TODAY))).toEqual([
    "atrasada",
    "a_vencer",
    "em_dia",
    "nunca",
  ]);
});

it("counts days across months and the end of a year", () => {
  expect(daysBetween("2026-12-30", "2027-01-02")).toBe(3);
  expect(daysBetween("2026-03-01", "2026-02-28")).toBe(-1);
});
