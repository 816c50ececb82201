import { expect, it } from "vitest";
import { changeSince, chartOf, ticksOf } from "./chart";

const BOX = { width: 480, height: 200, left: 40, right: 20, top: 10, bottom: 30 };

it("draws the first day at the left, the last at the right, heavy above light", () => {
  const { dots } = chartOf(
    [
      { medido_em: "2026-01-01", peso: "4.00" },
      { medido_em: "2026-01-11", peso: "6.00" },
      { medido_em: "2026-01-21", peso: "5.00" },
    ],
    BOX,
  );
  expect(dots.map(({ x }) => x)).toEqual([40, 250, 460]);
  expect(dots.map(({ y }) => y)).toEqual([170, 10, 90]);
});

it("puts a single weighing into the middle, between two lines", () => {
  const { dots, ticks } = chartOf([{ medido_em: "2026-01-01", peso: "4.30" }], BOX);
  expect(dots).toHaveLength(1);
  expect(dots[0]?.x).toBe(250);
  expect(dots[0]?.y).toBeGreaterThanOrEqual(BOX.top);
  expect(dots[0]?.y).toBeLessThanOrEqual(BOX.height - BOX.bottom);
  expect(ticks.length).toBeGreaterThanOrEqual(2);
});

it("reads weights by round numbers that hold all of them", () => {
  expect(ticksOf(4, 6)).toEqual([4, 4.5, 5, 5.5, 6]);
  expect(ticksOf(31.5, 48)).toEqual([30, 35, 40, 45, 50]);
  expect(ticksOf(0.03, 0.05)).toEqual([0, 0.05]);
  for (const [least, most] of [
    [2.9, 2.9],
    [999.99, 999.99],
    [0.01, 120],
    [7.5, 7.61],
  ] as const) {
    const ticks = ticksOf(least, most);
    expect(ticks[0]).toBeLessThanOrEqual(least);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
  }
});

it("says how a weight changed", () => {
  expect(changeSince(undefined, "4.20")).toBeNull();
  expect(changeSince("4.20", "4.50")).toBe("0.3");
  expect(changeSince("4.50", "4.10")).toBe("-0.4");
  expect(changeSince("4.50", "4.50")).toBe("0");
});
