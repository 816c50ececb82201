import { expect, it } from "vitest";
import { isDoubtful } from "./doubt";

it("doubts what no dog weighs, and what is more than half away from the last weight", () => {
  expect([isDoubtful("120", null), isDoubtful("120.5", null)]).toEqual([false, true]);
  expect([isDoubtful("12", "8.00"), isDoubtful("12.1", "8.00")]).toEqual([false, true]);
  expect([isDoubtful("4", "8.00"), isDoubtful("3.9", "8.00")]).toEqual([false, true]);
  expect([isDoubtful("82", "8.20"), isDoubtful("8.4", "8.20")]).toEqual([true, false]);
});

it("has nothing to compare a first weight with", () => {
  expect([isDoubtful("0.3", null), isDoubtful("70", "0.00")]).toEqual([false, false]);
});
