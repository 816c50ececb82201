// The rules of services/tenant/subdomains.py, for an answer before the server's.

const [SHORTEST, LONGEST] = [3, 63];
// The server's own suggestions leave room for a word behind the name.
const LONGEST_SUGGESTION = LONGEST - 8;
const SHAPE = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])$/;

/** The address that goes with a shop's name: "Cão & Cia" → "cao-e-cia"; empty when nothing of it can stand there. */
export function suggestSubdomain(name: string): string {
  const base = cut(folded(name.replace(/&/g, " e ")).replace(/[^a-z0-9]+/g, "-"));
  return base.length > 0 && base.length < SHORTEST ? `pet-${base}` : base;
}

/** What is typed into the address, in letters that may stand there; a hyphen at its end may be on its way to a word. */
export function asSubdomain(typed: string): string {
  return folded(typed)
    .replace(/[\s_.]+/g, "-")
    .replace(/[^a-z0-9-]/g, "")
    .replace(/^-+/, "")
    .slice(0, LONGEST);
}

/** Whether the server would take its shape; it alone knows which are reserved or taken. */
export function isSubdomain(text: string): boolean {
  // Two hyphens in places 3 and 4 announce an encoded label (RFC 5891).
  return text.length >= SHORTEST && text.length <= LONGEST && SHAPE.test(text) && text.slice(2, 4) !== "--";
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function cut(text: string): string {
  return text.replace(/^-+/, "").slice(0, LONGEST_SUGGESTION).replace(/-+$/, "");
}
