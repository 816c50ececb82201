import { describe, expect, it } from "vitest";
import { editable, parseMoney, parseSmall, trimZeros } from "./decimal";

describe("parseMoney", () => {
  it.each([
    ["1.234,56", "1234.56"],
    ["1234.56", "1234.56"],
    ["1,234.56", "1234.56"],
    ["1234,5", "1234.5"],
    ["1.234", "1234"],
    ["1.234.567", "1234567"],
    ["89,90", "89.90"],
    ["R$ 60", "60"],
    ["R$\u00a01.234,50", "1234.50"],
    ["0", "0"],
    ["007,10", "7.10"],
    ["12,", "12"],
    ["9999999999,99", "9999999999.99"],
  ])("reads %s as %s", (text, amount) => {
    expect(parseMoney(text)).toBe(amount);
  });

  it.each(["", "abc", "-1", "1,234", "1.23.4", "12,345", "1,2,3", "1.2345", "1e3", ",", ".", "12.34.56", "1.234,567"])(
    "refuses %j instead of guessing",
    (text) => {
      expect(parseMoney(text)).toBeNull();
    },
  );
});

describe("parseSmall", () => {
  it.each([
    ["4,2", "4.2"],
    ["4.2", "4.2"],
    ["12", "12"],
    ["0,75", "0.75"],
    ["38 kg", "38"],
    ["5,", "5"],
  ])("reads %s as %s", (text, weight) => {
    expect(parseSmall(text)).toBe(weight);
  });

  it.each(["", "1.234", "1000", "4,255", "-3", "3 quilos", "4,2,1"])("refuses %j", (text) => {
    expect(parseSmall(text)).toBeNull();
  });
});

describe("for a field", () => {
  it("writes decimals as the page's language does, and reads them back", () => {
    expect(editable("1234.50", "pt-BR")).toBe("1234,50");
    expect(editable("1234.50", "en")).toBe("1234.50");
    expect(parseMoney(editable("1234.50", "pt-BR"))).toBe("1234.50");
    expect(parseMoney(editable("1234.50", "en"))).toBe("1234.50");
  });

  it("leaves out zeros that say nothing", () => {
    expect([trimZeros("4.20"), trimZeros("12.00"), trimZeros("0.05"), trimZeros("120")]).toEqual([
      "4.2",
      "12",
      "0.05",
      "120",
    ]);
  });
});
