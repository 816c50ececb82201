import { expect, it } from "vitest";
import {
  copied,
  DEFAULT_HOURS,
  faultsOf,
  faultyDay,
  opened,
  runsOf,
  sizeOf,
  type Span,
  textOfWire,
  weekOf,
  wireInText,
  wireOf,
  withBreak,
} from "./week";

const LUNCHED = [
  ["08:00", "12:00"],
  ["13:00", "18:00"],
];
const span = (from: string, to: string): Span => ({ from, to });

it("comes back from the fields as it was", () => {
  const wire = { mon: LUNCHED, sat: [["09:00", "24:00"]] };
  expect(wireOf(weekOf(wire))).toEqual(wire);
  expect(wireInText(textOfWire(wire))).toEqual(wire);
  expect(wireInText(textOfWire(null))).toBeNull();
});

it("is the same text in whatever order its days arrive", () => {
  expect(textOfWire({ sat: LUNCHED, mon: LUNCHED })).toBe(textOfWire({ mon: LUNCHED, sat: LUNCHED }));
});

it("shows the end of the day as midnight, and puts what was typed in any order into the day's", () => {
  const week = weekOf({ mon: [["18:00", "24:00"]] });
  expect(week.mon).toEqual([span("18:00", "00:00")]);
  expect(wireOf({ ...week, mon: [span("18:00", "00:00"), span("08:00", "12:00")] })).toEqual({
    mon: [
      ["08:00", "12:00"],
      ["18:00", "24:00"],
    ],
  });
});

it("says what is wrong with a span", () => {
  expect(faultsOf([span("08:00", "12:00"), span("12:00", "18:00")])).toEqual([null, null]);
  expect(faultsOf([span("08:00", ""), span("12:00", "18:00")])).toEqual(["missing", null]);
  expect(faultsOf([span("18:00", "08:00")])).toEqual(["backwards"]);
  expect(faultsOf([span("08:00", "08:00")])).toEqual(["backwards"]);
  expect(faultsOf([span("13:00", "18:00"), span("08:00", "14:00")])).toEqual(["overlap", "overlap"]);
  expect(faultsOf([span("22:00", "00:00"), span("08:00", "12:00")])).toEqual([null, null]);
});

it("names the first day on which something is wrong", () => {
  const week = weekOf({ mon: LUNCHED, wed: [["10:00", "09:00"]] });
  expect(faultyDay(week)).toBe("wed");
  expect(faultyDay(weekOf(DEFAULT_HOURS))).toBeNull();
});

it("opens a day as the one before it that is worked", () => {
  const week = weekOf({ mon: LUNCHED, fri: [["08:00", "10:00"]] });
  expect(wireOf(opened(week, "thu")).thu).toEqual(LUNCHED);
  expect(wireOf(opened(weekOf({ fri: LUNCHED }), "mon")).mon).toEqual(LUNCHED);
  expect(wireOf(opened(weekOf({}), "mon")).mon).toEqual([["08:00", "18:00"]]);
});

it("breaks for lunch where that fits", () => {
  expect(withBreak([span("08:00", "18:00")])).toEqual([span("08:00", "12:00"), span("13:00", "18:00")]);
  expect(withBreak([span("08:00", "12:00")])).toEqual([span("08:00", "12:00"), span("", "")]);
});

it("copies a day to the others that are worked, and leaves days off", () => {
  const week = copied(weekOf({ tue: LUNCHED, sat: [["08:00", "12:00"]] }), "tue");
  expect(wireOf(week)).toEqual({ tue: LUNCHED, sat: LUNCHED });
});

it("copies the only day to Monday until Friday", () => {
  const week = copied(weekOf({ tue: LUNCHED }), "tue");
  expect(wireOf(week)).toEqual({ mon: LUNCHED, tue: LUNCHED, wed: LUNCHED, thu: LUNCHED, fri: LUNCHED });
});

it("tells the days with the same hours together", () => {
  const week = weekOf({ mon: LUNCHED, tue: LUNCHED, thu: LUNCHED, sat: [["08:00", "12:00"]] });
  expect(runsOf(week).map(({ from, to }) => [from, to])).toEqual([
    ["mon", "tue"],
    ["thu", "thu"],
    ["sat", "sat"],
  ]);
});

it("counts days and minutes", () => {
  expect(sizeOf(weekOf({ mon: LUNCHED, sun: [["20:00", "24:00"]] }))).toEqual({ days: 2, minutes: 780 });
});
