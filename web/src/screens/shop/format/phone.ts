// Brazilian phones. The server takes them as they come; here they only get their usual look.

/** Digits of a Brazilian number without the country's code. */
function national(text: string): string {
  const digits = text.replace(/\D/g, "");
  const withCountry = digits.startsWith("55") && (digits.length === 12 || digits.length === 13);
  return withCountry ? digits.slice(2) : digits;
}

function isForeign(text: string): boolean {
  return text.trimStart().startsWith("+") && !/^\s*\+\s*55/.test(text);
}

/** "(11) 98765-4321", as far as it has been typed; what is longer or from abroad stays as it is. */
export function maskPhone(text: string): string {
  const kept = text.replace(/[^\d+() -]/g, "");
  const typingCountry = /^\s*\+\s*5?5?$/.test(kept);
  if (isForeign(kept) || typingCountry) return kept;
  const digits = national(kept);
  if (digits.length > 11) return kept;
  if (digits.length < 3) return digits;
  const [area, rest] = [digits.slice(0, 2), digits.slice(2)];
  const cut = rest.length > 8 ? 5 : 4;
  return rest.length <= 4 ? `(${area}) ${rest}` : `(${area}) ${rest.slice(0, cut)}-${rest.slice(cut)}`;
}

/** Why it cannot be a phone; null when it can, or is empty. Foreign numbers are not judged. */
export function phoneFault(text: string): "short" | "long" | null {
  if (text.trim() === "" || isForeign(text)) return null;
  const { length } = national(text);
  if (length < 8) return "short";
  return length > 13 ? "long" : null;
}

/** The `tel:` address. */
export function telHref(text: string): string {
  if (isForeign(text)) return `tel:+${text.replace(/\D/g, "")}`;
  const digits = national(text);
  return digits.length >= 10 && digits.length <= 11 ? `tel:+55${digits}` : `tel:${digits}`;
}

/** The chat with that number; null where it cannot be a mobile. */
export function whatsAppHref(text: string): string | null {
  if (isForeign(text)) return `https://wa.me/${text.replace(/\D/g, "")}`;
  const digits = national(text);
  return /^[1-9]{2}9\d{8}$/.test(digits) ? `https://wa.me/55${digits}` : null;
}

/** A chat with these words; null where the number is no mobile. */
export function chatWith(phone: string | null, words: string): string | null {
  const chat = phone === null ? null : whatsAppHref(phone);
  return chat === null ? null : `${chat}?text=${encodeURIComponent(words)}`;
}

/** Bare digits as they stand inside a phone in its usual look, for a search; null when they look like no phone. */
export function phoneSearch(text: string): string | null {
  const digits = text.trim();
  if (/^\d{10,11}$/.test(digits)) return maskPhone(digits);
  if (/^9\d{5,8}$/.test(digits)) return `${digits.slice(0, 5)}-${digits.slice(5)}`;
  return /^[2-5]\d{7}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4)}` : null;
}
