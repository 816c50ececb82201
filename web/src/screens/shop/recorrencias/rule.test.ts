import { expect, it } from "vitest";
import { daysOf, nthOf, shiftTo, weekdayOf } from "./rule";

// A Friday.
const biweekly = { inicio: "2026-12-04", semanas: 2, ate: "2027-01-15" };

it("counts the days of a rule between two days, and none after its end", () => {
  expect(daysOf(biweekly, "2026-12-01", "2026-12-31")).toEqual(["2026-12-04", "2026-12-18"]);
  expect(daysOf(biweekly, "2026-12-05", "2027-12-31")).toEqual(["2026-12-18", "2027-01-01", "2027-01-15"]);
  expect(daysOf({ ...biweekly, ate: null }, "2027-01-15", "2027-01-29")).toEqual(["2027-01-15", "2027-01-29"]);
  expect(daysOf(biweekly, "2027-01-16", "2027-12-31")).toEqual([]);
});

it("tells which of how many a day is", () => {
  expect(nthOf(biweekly, "2026-12-18")).toEqual({ nth: 2, of: 4 });
  expect(nthOf({ ...biweekly, ate: "2027-01-20" }, "2027-01-15")).toEqual({ nth: 4, of: 4 });
  const none = [nthOf(biweekly, "2026-12-11"), nthOf(biweekly, "2026-11-20"), nthOf(biweekly, "2027-01-29")];
  expect(none).toEqual([null, null, null]);
  expect(nthOf({ ...biweekly, ate: null }, "2026-12-18")).toBeNull();
});

it("goes to another weekday of the week, or of the next where that one is over", () => {
  expect(weekdayOf("2026-12-04")).toBe(4);
  expect(shiftTo(6, "2026-12-04", "2026-12-01")).toBe(2);
  expect(shiftTo(2, "2026-12-04", "2026-12-01")).toBe(-2);
  expect(shiftTo(1, "2026-12-04", "2026-12-01")).toBe(4);
  expect(shiftTo(0, "2026-12-04", "2026-12-01")).toBe(3);
  expect(shiftTo(4, "2026-12-04", "2026-12-04")).toBe(0);
});
