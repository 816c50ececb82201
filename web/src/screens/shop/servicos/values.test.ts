import { expect, it } from "vitest";
import { isDuration, priceFault } from "./faults";
import { NO_SERVICO, servicoIn, servicoPatch } from "./values";

it("sends money as a decimal text", () => {
  expect(servicoIn({ ...NO_SERVICO, nome: "Tosa", preco: "1.234,56" })).toEqual({
    nome: "Tosa",
    preco: "1234.56",
    duracao: 60,
    ativo: true,
    tipo: "servico",
    precos: [],
    componentes: [],
  });
});

it("sends only what changed", () => {
  const base = { values: { ...NO_SERVICO, nome: "Banho", preco: "60,00" }, version: 2 };
  expect(servicoPatch({ ...base.values, ativo: false, preco: "65" }, base)).toEqual({
    version: 2,
    ativo: false,
    preco: "65",
  });
});

it("says what is wrong with a price", () => {
  expect(["", "abc", "99999999999", "0", "89,90"].map(priceFault)).toEqual(["missing", "shape", "large", null, null]);
});

it("takes minutes of a day", () => {
  expect(["1", "1440", " 45 "].map(isDuration)).toEqual([true, true, true]);
  expect(["", "0", "1441", "1,5", "-5"].map(isDuration)).toEqual([false, false, false, false, false]);
});

it("sends the parts of a combo in their order, and none of anything else", () => {
  const combo = { ...NO_SERVICO, nome: "Dia de spa", preco: "90", tipo: "combo", componentes: "7,3" };
  expect(servicoIn(combo)).toMatchObject({ tipo: "combo", componentes: [7, 3] });
  expect(servicoIn({ ...combo, tipo: "adicional" })).toMatchObject({ tipo: "adicional", componentes: [] });
});

it("sends the matrix when it changed, whole", () => {
  const base = {
    values: { ...NO_SERVICO, preco: "60,00", precos: '{"mini|":{"preco":"50","duracao":"30"}}' },
    version: 2,
  };
  const precos = '{"mini|":{"preco":"50","duracao":"30"},"grande|":{"preco":"90","duracao":""}}';
  expect(servicoPatch({ ...base.values, precos }, base)).toEqual({
    version: 2,
    precos: [
      { porte: "mini", pelagem: null, preco: "50", duracao: 30 },
      { porte: "grande", pelagem: null, preco: "90", duracao: 60 },
    ],
  });
});
