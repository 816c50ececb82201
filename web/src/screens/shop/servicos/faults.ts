import { parseMoney } from "../format/decimal";

const LONGEST_MINUTES = 1440;
const MOST_DIGITS = 10;

/** Why it is no price; null when it is one. */
export function priceFault(text: string): "missing" | "shape" | "large" | null {
  if (text.trim() === "") return "missing";
  const price = parseMoney(text);
  if (price === null) return "shape";
  return (price.split(".")[0] ?? "").length > MOST_DIGITS ? "large" : null;
}

export function isDuration(text: string): boolean {
  return /^\s*\d{1,4}\s*$/.test(text) && Number(text) >= 1 && Number(text) <= LONGEST_MINUTES;
}
