// CNPJ: since July 2026 twelve letters or digits and two check digits (IN RFB 2.229/2024).

/** "12.ABC.345/01DE-35", as far as it has been typed. */
export function maskCnpj(text: string): string {
  const places = bare(text).slice(0, 14);
  const [a, b, c, d, e] = [
    places.slice(0, 2),
    places.slice(2, 5),
    places.slice(5, 8),
    places.slice(8, 12),
    places.slice(12),
  ];
  return [a, b, c].filter(Boolean).join(".") + (d && `/${d}`) + (e && `-${e}`);
}

/** Whether its check digits fit; nothing typed is fine. */
export function isCnpjOrEmpty(text: string): boolean {
  if (text.trim() === "") return true;
  const places = bare(text);
  const base = places.slice(0, 12);
  // Of the repeated ones only zeros pass the arithmetic, and they were never issued.
  return /^[0-9A-Z]{12}\d{2}$/.test(places) && new Set(places).size > 1 && places === withChecks(base);
}

function withChecks(base: string): string {
  const one = base + checkDigit(base);
  return one + checkDigit(one);
}

function checkDigit(places: string): string {
  const weighted = Array.from(places)
    .toReversed()
    .map((place, at) => (place.charCodeAt(0) - 48) * (2 + (at % 8)));
  const remainder = weighted.reduce((sum, each) => sum + each, 0) % 11;
  return remainder < 2 ? "0" : String(11 - remainder);
}

function bare(text: string): string {
  return text.toUpperCase().replace(/[^0-9A-Z]/g, "");
}
