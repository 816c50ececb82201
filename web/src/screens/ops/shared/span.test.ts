import { expect, it } from "vitest";
import { countdownTo, spanOf } from "./span";

const NOW = Date.parse("2026-11-24T03:00:00Z");
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

it.each([
  [0, "0 s"],
  [400, "0 s"],
  [12_000, "12 s"],
  [185_000, "3 min 5 s"],
  [180_000, "3 min"],
  [3_604_000, "1 h"],
  [3_661_000, "1 h 1 min"],
  [90_061_000, "1 d 1 h"],
  [-5_000, "0 s"],
])("%d ms is %s", (ms, text) => {
  expect(spanOf(ms)).toBe(text);
});

it("counts down, is due around the moment, and counts up after it", () => {
  expect(countdownTo(at(14), NOW)).toEqual({ kind: "ahead", span: "14 s" });
  expect(countdownTo(at(0), NOW).kind).toBe("due");
  expect(countdownTo(at(-1.5), NOW).kind).toBe("due");
  expect(countdownTo(at(-65), NOW)).toEqual({ kind: "past", span: "1 min 5 s" });
});
