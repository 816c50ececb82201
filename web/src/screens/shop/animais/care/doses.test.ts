import { expect, it } from "vitest";
import { doseIn, givenPatch, noDose } from "./doses";

const given = { ...noDose("2026-12-01"), lote: " A123 ", crmv: "  " };

it("sends of a dose that was given what is known", () => {
  expect(doseIn(3, given)).toEqual({ vacina_id: 3, aplicada_em: "2026-12-01", lote: "A123", informada: false });
});

it("sends of a dose that is to come its day alone", () => {
  const planned = { ...given, quando: "prevista" as const, data: "2027-01-15", informada: true };
  expect(doseIn(3, planned)).toEqual({ vacina_id: 3, prevista_para: "2027-01-15", informada: false });
});

it("turns a planned dose into a given one", () => {
  const body = givenPatch({ version: 4 }, { ...given, informada: true });
  expect(body).toEqual({ version: 4, aplicada_em: "2026-12-01", lote: "A123", informada: true });
});
