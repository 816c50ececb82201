import { expect, it } from "vitest";
import { isCnpjOrEmpty, maskCnpj } from "./cnpj";

it("takes numbers of both kinds, with or without their mask", () => {
  const good = ["12.ABC.345/01DE-35", "12abc34501de35", "11.222.333/0001-81", "LBNXQOB5000141", "", "  "];
  expect(good.filter((text) => !isCnpjOrEmpty(text))).toEqual([]);
});

it("refuses wrong digits and what was never issued", () => {
  const bad = ["LBNXQOB5000163", "12.ABC.345/01DE-36", "00000000000000", "1122233300018", "112223330001811"];
  expect(bad.filter(isCnpjOrEmpty)).toEqual([]);
});

it("masks while it is typed", () => {
  expect(["12a", "12abc3", "12abc34501de35", "12abc34501de35999"].map(maskCnpj)).toEqual([
    "12.A",
    "12.ABC.3",
    "12.ABC.345/01DE-35",
    "12.ABC.345/01DE-35",
  ]);
});
