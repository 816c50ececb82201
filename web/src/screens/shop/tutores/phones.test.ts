import { expect, it } from "vitest";
import { NO_PHONE, phonesIn, phonesOf, phonesOfTutor, rowFault, textOfPhones, withRow } from "./phones";

const mobile = { numero: "(11) 98765-4321", rotulo: "celular", whatsapp: true };
const landline = { numero: "(11) 3862-4410", rotulo: "", whatsapp: false };

it("keeps rows as a text, and none as nothing", () => {
  expect(textOfPhones([])).toBe("");
  expect(textOfPhones([NO_PHONE])).toBe("");
  expect(phonesOf("")).toEqual([NO_PHONE]);
  expect(phonesOf(textOfPhones([mobile, landline]))).toEqual([mobile, landline]);
});

it("reads a tutor's numbers in their usual look, also the one of an old record", () => {
  const telefones = [{ numero: "+5511987654321", rotulo: null, whatsapp: true }];
  expect(phonesOfTutor({ telefone: "(11) 98765-4321", telefones })).toEqual([{ ...mobile, rotulo: "" }]);
  expect(phonesOfTutor({ telefone: "11 3862 4410", telefones: [] })).toEqual([landline]);
  expect(phonesOfTutor({ telefone: null, telefones: [] })).toEqual([]);
});

it("sends what was typed and leaves out empty rows", () => {
  expect(phonesIn(textOfPhones([mobile, NO_PHONE, landline]))).toEqual([mobile, { ...landline, rotulo: null }]);
  expect(phonesIn("")).toEqual([]);
});

it("has one number for WhatsApp at most", () => {
  const rows = [mobile, { ...landline, numero: "(11) 99555-8080" }];
  expect(withRow(rows, 1, { ...landline, whatsapp: true }).map(({ whatsapp }) => whatsapp)).toEqual([false, true]);
  expect(withRow(rows, 1, { ...landline, rotulo: "casa" }).map(({ whatsapp }) => whatsapp)).toEqual([true, false]);
});

it("says why a row cannot be kept", () => {
  expect([mobile, landline, NO_PHONE].map(rowFault)).toEqual([null, null, null]);
  expect(rowFault({ ...landline, whatsapp: true })).toBe("notMobile");
  expect(rowFault({ ...NO_PHONE, rotulo: "casa" })).toBe("missing");
  expect(rowFault({ ...NO_PHONE, numero: "9876" })).toBe("short");
});
