import { describe, expect, it } from "vitest";
import { ageOf, ageOn, todayInBrasilia } from "./age";

describe("ageOn", () => {
  it.each([
    ["2023-11-24", "2026-11-24", { unit: "years", count: 3 }],
    ["2023-11-25", "2026-11-24", { unit: "years", count: 2 }],
    ["2025-11-24", "2026-11-24", { unit: "years", count: 1 }],
    ["2025-11-25", "2026-11-24", { unit: "months", count: 11 }],
    ["2026-10-24", "2026-11-24", { unit: "months", count: 1 }],
    ["2026-10-25", "2026-11-24", { unit: "days", count: 30 }],
    ["2026-11-24", "2026-11-24", { unit: "days", count: 0 }],
    // Who was born on 29 February has the birthday on 1 March in other years, as on the server.
    ["2024-02-29", "2026-02-28", { unit: "years", count: 1 }],
    ["2024-02-29", "2026-03-01", { unit: "years", count: 2 }],
  ])("from %s to %s", (birth, today, age) => {
    expect(ageOn(birth, today)).toEqual(age);
  });

  it("knows no age of who is not born, or of no date", () => {
    expect(ageOn("2026-11-25", "2026-11-24")).toBeNull();
    expect(ageOn("ontem", "2026-11-24")).toBeNull();
  });
});

describe("ageOf", () => {
  it("goes by the birth before the years that were told", () => {
    expect(ageOf({ nascimento: "2020-01-01", idade: 99 }, "2026-11-24")).toEqual({ unit: "years", count: 6 });
    expect(ageOf({ nascimento: null, idade: 4 }, "2026-11-24")).toEqual({ unit: "years", count: 4 });
    expect(ageOf({ nascimento: null, idade: null }, "2026-11-24")).toBeNull();
  });
});

describe("todayInBrasilia", () => {
  it("is still yesterday when London has gone to bed", () => {
    expect(todayInBrasilia(new Date("2026-11-25T02:59:00Z"))).toBe("2026-11-24");
    expect(todayInBrasilia(new Date("2026-11-25T03:00:00Z"))).toBe("2026-11-25");
  });
});
