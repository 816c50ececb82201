import { expect, it } from "vitest";
import { NO_TUTOR, tutorIn, tutorPatch } from "./values";

it("sends a new tutor without empty fields", () => {
  const values = { ...NO_TUTOR, nome: "Ana", telefone: "(11) 98765-4321", email: "  " };
  expect(tutorIn(values)).toEqual({ nome: "Ana", telefone: "(11) 98765-4321" });
});

it("clears what was emptied and keeps the rest out of it", () => {
  const base = { values: { ...NO_TUTOR, nome: "Ana", email: "a@a.com" }, version: 3 };
  expect(tutorPatch({ ...base.values, email: "" }, base)).toEqual({ version: 3, email: null });
});
