import { describe, expect, it } from "vitest";
import { addDays, clockText, dateAt, isDate, minuteOfText, minuteOn, momentAt, monthOf, weekOf } from "./clock";

const SP = "America/Sao_Paulo";
const ACRE = "America/Rio_Branco";
const NEW_YORK = "America/New_York";

describe("the shop's clock", () => {
  it("goes by the shop's zone, not by the browser's", () => {
    const late = "2026-12-02T02:30:00Z";
    expect([dateAt(late, SP), dateAt(late, ACRE), dateAt(late, "UTC")]).toEqual([
      "2026-12-01",
      "2026-12-01",
      "2026-12-02",
    ]);
    expect([minuteOn("2026-12-01", late, SP), minuteOn("2026-12-01", late, ACRE)]).toEqual([
      23 * 60 + 30,
      21 * 60 + 30,
    ]);
    expect(minuteOn("2026-12-02", late, SP)).toBe(-30);
  });

  it.each([SP, ACRE, NEW_YORK, "UTC", "Asia/Tokyo"])("finds the moment of a minute in %s, and back", (zone) => {
    for (const date of ["2026-03-08", "2026-07-01", "2026-11-01", "2026-12-31"]) {
      for (const minute of [0, 5 * 60, 615, 1439]) {
        const at = momentAt(date, minute, zone);
        expect([dateAt(at, zone), minuteOn(date, at, zone)]).toEqual([date, minute]);
      }
    }
  });

  it("jumps over the hour that a spring night leaves out", () => {
    // 02:30 does not exist on that day.
    expect(momentAt("2026-03-08", 150, NEW_YORK).toISOString()).toMatch(/^2026-03-08T0[67]:30/);
  });
});

describe("days", () => {
  it("are counted over the ends of months and years", () => {
    expect([addDays("2026-12-31", 1), addDays("2024-03-01", -1)]).toEqual(["2027-01-01", "2024-02-29"]);
  });

  it("stand in weeks from Monday on", () => {
    expect(weekOf("2026-12-06")[0]).toBe("2026-11-30");
    expect(weekOf("2026-12-07")[0]).toBe("2026-12-07");
    const weeks = monthOf("2026-02-15");
    expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual([5, "2026-01-26", "2026-03-01"]);
  });

  it("are told from other words", () => {
    expect(["2026-12-01", "2026-13-01", "hoje", undefined].map(isDate)).toEqual([true, false, false, false]);
  });
});

describe("clock texts", () => {
  it("go there and back", () => {
    expect([clockText(615), clockText(0), clockText(1500)]).toEqual(["10:15", "00:00", "23:59"]);
    expect([minuteOfText("10:15"), minuteOfText("24:00"), minuteOfText("1:5")]).toEqual([615, null, null]);
  });
});
