import { expect, it } from "vitest";
import { mediaTypeOf, scaleOf } from "./shrink";

it("makes photos no larger than they are kept, and never larger than they were", () => {
  expect(scaleOf(3200, 2400)).toBe(0.5);
  expect(scaleOf(1200, 3200)).toBe(0.5);
  expect(scaleOf(640, 480)).toBe(1);
});

it("lets the API judge pictures of other kinds, and names what is none", () => {
  expect(["image/png", "image/heic", "", "text/plain"].map(mediaTypeOf)).toEqual([
    "image/png",
    "image/jpeg",
    "image/jpeg",
    "text/plain",
  ]);
});
