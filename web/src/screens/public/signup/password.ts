/** The shortest password the server takes (NIST SP 800-63B). */
export const SHORTEST_PASSWORD = 8;

export type PasswordHint = "empty" | "short" | "guessable" | "good" | "strong";

const EVERYBODYS = /^(?:.?)(?:1234|abcd|qwer|asdf|senha|password|petshop|cachorro|mudar|admin|brasil)/i;

/** What to say of a password while it is typed. A hint, never a rule: length beats odd characters. */
export function passwordHint(password: string): PasswordHint {
  const length = lengthOf(password);
  if (length === 0) return "empty";
  if (length < SHORTEST_PASSWORD) return "short";
  const variety = new Set(password.toLowerCase()).size;
  if (variety < 5 || (EVERYBODYS.test(password) && length < 14)) return "guessable";
  return length >= 14 && variety >= 8 ? "strong" : "good";
}

/** In characters, as the server counts them: an emoji is one. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
