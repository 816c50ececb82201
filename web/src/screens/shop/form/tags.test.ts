import { expect, it } from "vitest";
import { hasTag, tagsOf, textOfTags, withoutTag, withTag } from "./tags";

it("keeps tags as lines", () => {
  expect(tagsOf("")).toEqual([]);
  expect(tagsOf(textOfTags(["morde", "não gosta de secador"]))).toEqual(["morde", "não gosta de secador"]);
});

it("takes each once, in whatever letters", () => {
  const text = withTag(withTag("", " Morde  forte "), "cardíaco");
  expect(tagsOf(text)).toEqual(["Morde forte", "cardíaco"]);
  expect(withTag(text, "morde forte")).toBe(text);
  expect(withTag(text, "  ")).toBe(text);
  expect(hasTag(text, "MORDE FORTE")).toBe(true);
  expect(tagsOf(withoutTag(text, "morde forte"))).toEqual(["cardíaco"]);
});

it("holds no more and no longer ones than are kept", () => {
  const full = textOfTags(Array.from({ length: 20 }, (_, index) => `tag ${index}`));
  expect(withTag(full, "mais uma")).toBe(full);
  expect(withTag("", "x".repeat(40))).toHaveLength(30);
});
