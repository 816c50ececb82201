import { expect, it } from "vitest";
import { dayAfter, momentOf, wallOf } from "./zone";

it("goes to a zone's clock and back", () => {
  const wall = { date: "2026-12-24", time: "13:00" };
  expect(momentOf(wall, "America/Sao_Paulo").toISOString()).toBe("2026-12-24T16:00:00.000Z");
  expect(momentOf(wall, "America/Rio_Branco").toISOString()).toBe("2026-12-24T18:00:00.000Z");
  expect(wallOf(new Date("2026-12-25T01:30:00Z"), "America/Manaus")).toEqual({ date: "2026-12-24", time: "21:30" });
  expect(wallOf(new Date("2026-12-24T03:00:00Z"), "America/Sao_Paulo")).toEqual({ date: "2026-12-24", time: "00:00" });
});

it("holds where clocks are set", () => {
  // In Lisbon: an hour lost on 29 March, won on 25 October.
  expect(momentOf({ date: "2026-03-29", time: "12:00" }, "Europe/Lisbon").toISOString()).toBe(
    "2026-03-29T11:00:00.000Z",
  );
  expect(momentOf({ date: "2026-10-25", time: "12:00" }, "Europe/Lisbon").toISOString()).toBe(
    "2026-10-25T12:00:00.000Z",
  );
});

it("counts days over months and years", () => {
  expect([dayAfter("2026-12-31", 1), dayAfter("2028-02-28", 1), dayAfter("2026-03-01", -1)]).toEqual([
    "2027-01-01",
    "2028-02-29",
    "2026-02-28",
  ]);
});
