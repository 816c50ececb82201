// Decimal numbers as people type them. They stay strings: money and weight are never floats.

/** "1.234,56", "1234.56", "1.234" or "1 234,5" as "1234.56"; null when it is no amount or could mean two. */
export function parseMoney(text: string): string | null {
  const bare = text.replace(/^\s*R\$/i, "").replace(/\s/g, "");
  const comma = bare.lastIndexOf(",");
  const dot = bare.lastIndexOf(".");
  if (comma >= 0 && dot >= 0) return comma > dot ? split(bare, ".", ",") : split(bare, ",", ".");
  if (comma >= 0) return split(bare, ".", ",");
  // A lone dot before three digits is the thousands' dot of Brazil, before one or two the decimals' of a keypad.
  return /\.\d{1,2}$/.test(bare) && dot === bare.indexOf(".") ? split(bare, ",", ".") : split(bare, ".", ",");
}

/** "4,2" or "4.2" as "4.2", for what is small: no thousands. Null when it is no number. */
export function parseSmall(text: string): string | null {
  const bare = text.replace(/\s*kg\s*$/i, "").trim();
  const match = /^(\d{1,3})(?:[.,](\d{0,2}))?$/.exec(bare);
  if (!match) return null;
  return joined(match[1] ?? "", match[2] ?? "");
}

/** "1234.50" as it is typed in Brazil ("1234,50") or elsewhere ("1234.50"), for a field. */
export function editable(decimal: string, locale: string): string {
  return locale === "en" ? decimal : decimal.replace(".", ",");
}

/** "4.20" as "4.2", "12.00" as "12". */
export function trimZeros(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

function split(bare: string, thousands: "." | ",", decimals: "." | ","): string | null {
  const [whole = "", part, ...rest] = bare.split(decimals);
  if (rest.length > 0 || (part !== undefined && !/^\d{0,2}$/.test(part))) return null;
  const groups = whole.split(thousands);
  const grouped = groups.length > 1;
  const fits = grouped
    ? /^\d{1,3}$/.test(groups[0] ?? "") && groups.slice(1).every((group) => /^\d{3}$/.test(group))
    : /^\d+$/.test(whole);
  return fits ? joined(groups.join(""), part ?? "") : null;
}

function joined(whole: string, part: string): string {
  const plain = whole.replace(/^0+(?=\d)/, "");
  return part === "" ? plain : `${plain}.${part}`;
}
