import { expect, it } from "vitest";
import { changedFields, compare, pick, rebase } from "./changes";

const base = { nome: "Ana", telefone: "1", email: "a@a.com", ativo: true };
const mine = { ...base, nome: "Ana Maria", telefone: "2" };
const theirs = { ...base, telefone: "3", email: "b@b.com" };

it("names what was changed", () => {
  expect(changedFields(base, mine)).toEqual(["nome", "telefone"]);
  expect(changedFields(base, { ...base, ativo: false })).toEqual(["ativo"]);
});

it("tells clashes from what only one of us changed", () => {
  // The name is mine alone: nobody disagrees about it.
  expect(compare(base, mine, theirs)).toEqual({
    clashes: [{ name: "telefone", mine: "2", theirs: "3" }],
    others: [{ name: "email", mine: "a@a.com", theirs: "b@b.com" }],
  });
});

it("is no clash when both typed the same", () => {
  expect(compare(base, mine, mine).clashes).toEqual([]);
});

it("puts my changes upon what is stored, and nothing else of mine", () => {
  expect(rebase(base, mine, theirs)).toEqual({ nome: "Ana Maria", telefone: "2", email: "b@b.com", ativo: true });
});

it("sends only the members of changed fields", () => {
  expect(pick({ nome: "Ana", telefone: null, email: "x" }, ["telefone"])).toEqual({ telefone: null });
});
