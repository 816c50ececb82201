import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { COLORS } from "./colors";

const tokens = readFileSync("src/styles/tokens.css", "utf8");
const surfaces = /--color-surface: light-dark\((#\w{6}), (#\w{6})\)/.exec(tokens)?.slice(1) ?? [];

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

it.each(COLORS)("tells $name from paper and from the dark", ({ hex }) => {
  expect(surfaces).toHaveLength(2);
  for (const surface of surfaces) expect(contrast(hex, surface)).toBeGreaterThanOrEqual(3);
});
