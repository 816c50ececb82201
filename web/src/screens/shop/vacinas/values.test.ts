import { expect, it } from "vitest";
import { isDays, isDoses, NO_VACINA, vacinaBody } from "./values";

it("sends what is left empty as none, and no interval where there is one dose", () => {
  expect(vacinaBody({ ...NO_VACINA, nome: "Raiva", reforco_dias: " ", intervalo_dias: "21" })).toEqual({
    nome: "Raiva",
    tipo: "vacina",
    grupo: null,
    especies: [],
    doses: 1,
    intervalo_dias: null,
    reforco_dias: null,
    idade_minima_dias: null,
    obrigatoria: false,
  });
  expect(vacinaBody({ ...NO_VACINA, nome: "V10", doses: "3", intervalo_dias: "21" })).toMatchObject({
    doses: 3,
    intervalo_dias: 21,
    reforco_dias: 365,
  });
});

it("judges doses and days", () => {
  expect(["1", "10", "0", "11", "x", ""].map(isDoses)).toEqual([true, true, false, false, false, false]);
  const needed = { least: 1, needed: true };
  expect(["21", "", "0", "3651"].map((text) => isDays(text, needed))).toEqual([true, false, false, false]);
  expect(isDays("", { least: 0, needed: false })).toBe(true);
  expect(isDays("0", { least: 0, needed: false })).toBe(true);
});
