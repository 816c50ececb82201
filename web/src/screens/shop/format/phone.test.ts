import { describe, expect, it } from "vitest";
import { chatWith, maskPhone, phoneFault, phoneSearch, telHref, whatsAppHref } from "./phone";

function typed(keys: string): string {
  return Array.from(keys).reduce((text, key) => maskPhone(text + key), "");
}

describe("maskPhone", () => {
  it.each([
    ["11987654321", "(11) 98765-4321"],
    ["1133334444", "(11) 3333-4444"],
    ["+5511987654321", "(11) 98765-4321"],
    ["5511987654321", "(11) 98765-4321"],
    ["55987654321", "(55) 98765-4321"],
    ["+14155550132", "+14155550132"],
    ["(11) 98765-4321", "(11) 98765-4321"],
  ])("dresses %s", (keys, shown) => {
    expect(maskPhone(keys)).toBe(shown);
    expect(typed(keys)).toBe(shown);
  });

  it("lets go of one character after the other", () => {
    let text = "(11) 98765-4321";
    for (let step = 0; step < 20; step += 1) text = maskPhone(text.slice(0, -1));
    expect(text).toBe("");
  });

  it("drops letters, and keeps what is too long to be dressed", () => {
    expect(maskPhone("11 9876x5-4321")).toBe("(11) 98765-4321");
    expect(maskPhone("119876543210000")).toBe("119876543210000");
  });
});

describe("phoneFault", () => {
  it("judges what can be judged", () => {
    expect(["", "(11) 98765-4321", "33334444", "+1 415"].map(phoneFault)).toEqual([null, null, null, null]);
    expect(phoneFault("1234567")).toBe("short");
    expect(phoneFault("12345678901234")).toBe("long");
  });
});

describe("links", () => {
  it("call with the country's code", () => {
    expect(telHref("(11) 98765-4321")).toBe("tel:+5511987654321");
    expect(telHref("+1 415 555-0132")).toBe("tel:+14155550132");
    expect(telHref("40041234")).toBe("tel:40041234");
  });

  it("chat with mobiles only", () => {
    expect(whatsAppHref("(11) 98765-4321")).toBe("https://wa.me/5511987654321");
    expect(whatsAppHref("+55 (11) 98765-4321")).toBe("https://wa.me/5511987654321");
    expect(whatsAppHref("+1 415 555-0132")).toBe("https://wa.me/14155550132");
    expect(whatsAppHref("(11) 3333-4444")).toBeNull();
    expect(whatsAppHref("98765-4321")).toBeNull();
  });
});

describe("phoneSearch", () => {
  it("finds what is stored in its usual look by digits alone", () => {
    expect(["11987654321", "1133334444", "987654321", "987654", "33334444"].map(phoneSearch)).toEqual([
      "(11) 98765-4321",
      "(11) 3333-4444",
      "98765-4321",
      "98765-4",
      "3333-4444",
    ]);
  });

  it("leaves everything else alone", () => {
    expect(["98765", "4321", "maria", "(11) 98765", "529.982.247-25", ""].map(phoneSearch)).toEqual(
      Array(6).fill(null),
    );
  });
});

it("begins a chat with mobiles only", () => {
  expect(chatWith("(11) 98765-4321", "Já saí!")).toBe("https://wa.me/5511987654321?text=J%C3%A1%20sa%C3%AD!");
  expect([chatWith("(11) 3456-7890", ""), chatWith(null, "")]).toEqual([null, null]);
});
