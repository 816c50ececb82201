import { describe, expect, test } from "vitest";
import { asSubdomain, isSubdomain, suggestSubdomain } from "./slug";

describe("the address that goes with a name", () => {
  test.each([
    ["Pet Feliz", "pet-feliz"],
    ["  Cão & Cia.  ", "cao-e-cia"],
    ["Ação Animal Nº 1", "acao-animal-no-1"],
    ["Zé", "pet-ze"],
    ["-- Au Au! --", "au-au"],
    ["🐶", ""],
    ["", ""],
  ])("%s → %s", (name, subdomain) => {
    expect(suggestSubdomain(name)).toBe(subdomain);
  });

  test("leaves room behind a long name and never ends in a hyphen", () => {
    const subdomain = suggestSubdomain(`${"a".repeat(54)} loja`);
    expect(subdomain).toBe("a".repeat(54));
    expect(isSubdomain(subdomain)).toBe(true);
  });
});

describe("what is typed into the address", () => {
  test.each([
    ["Pet Feliz", "pet-feliz"],
    ["pet-", "pet-"],
    ["-pet", "pet"],
    ["pet_feliz.com", "pet-feliz-com"],
    ["pão de mel", "pao-de-mel"],
    ["x".repeat(80), "x".repeat(63)],
  ])("%s → %s", (typed, kept) => {
    expect(asSubdomain(typed)).toBe(kept);
  });
});

describe("the shape the server takes", () => {
  test.each(["pet", "pet-feliz", "3pets", "a".repeat(63)])("%s can be one", (text) => {
    expect(isSubdomain(text)).toBe(true);
  });
  test.each(["", "pe", "pet-", "-pet", "Pet", "pão", "xn--pet", "pe--t", "a".repeat(64), "pet\n"])(
    "%j cannot",
    (text) => {
      expect(isSubdomain(text)).toBe(false);
    },
  );
});
