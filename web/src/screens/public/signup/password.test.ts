import { expect, test } from "vitest";
import { lengthOf, passwordHint } from "./password";

test.each([
  ["", "empty"],
  ["1234567", "short"],
  ["aaaaaaaaaa", "guessable"],
  ["12345678", "guessable"],
  ["senha2026", "guessable"],
  ["Petshop1", "guessable"],
  ["kz8wplq3", "good"],
  ["banho e tosa às 9", "strong"],
])("of %j it is said: %s", (password, hint) => {
  expect(passwordHint(password)).toBe(hint);
});

test("an emoji is one character, as for the server", () => {
  expect(lengthOf("🐶🐱")).toBe(2);
  expect(passwordHint("🐶🐱🐶🐱🐶🐱🐶")).toBe("short");
});
