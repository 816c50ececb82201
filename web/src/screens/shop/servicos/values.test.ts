import { expect, it } from "vitest";
import { isDuration, NO_SERVICO, priceFault, servicoIn, servicoPatch } from "./values";

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
  const base = { values: { nome: "Banho", preco: "60,00", duracao: "60", ativo: true }, version: 2 };
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
