// What the API says in codes and in English, as keys of our own texts.

export const CODES: ReadonlySet<string> = new Set([
  "ADDRESS_INVALID",
  "ADDRESS_NEEDS_SMTPUTF8",
  "ADDRESS_SUPPRESSED",
  "CHANNEL_FAILED",
  "EXPIRED",
  "NOT_A_MOBILE",
  "NOT_COMPOSED",
  "NO_LONGER_TRUE",
  "OPTED_OUT",
  "RESENT",
  "SHOP_CLOSED",
  "SMTP_AUTH",
  "SMTP_BROKEN",
  "SMTP_LOST",
  "SMTP_SENDER",
  "SMTP_TIMEOUT",
  "SMTP_TLS",
  "SMTP_UNREACHABLE",
  "TOKEN_UNREADABLE",
  "TOO_MANY",
]);

export type CodeWords = { key: string; reply: string };

/** What a code means. `reply` is the number that a server answered with: 4xx passes, 5xx stays. */
export function codeWords(code: string): CodeWords {
  if (CODES.has(code)) return { key: code, reply: "" };
  const reply = /^SMTP_([45]\d\d)$/.exec(code)?.[1];
  if (reply === undefined) return { key: "unknown", reply: "" };
  return { key: reply.startsWith("4") ? "later" : "never", reply };
}

/** Sentences in which the API says why a letter cannot be sent again, or an address not lifted. */
const WHY_NOT: readonly [RegExp, string][] = [
  [/^The letter is being sent/, "sending"],
  [/^Its link was for once and is gone/, "linkGone"],
  [/^This address is suppressed/, "suppressed"],
  [/^The letter is queued and due/, "due"],
  [/^Too many of these went to this address/, "tooMany"],
  [/^This customer wants no reminders/, "optedOut"],
  [/^The appointment has begun/, "begun"],
  [/^The appointment was moved or cancelled/, "outdated"],
  [/^This suppression was lifted already/, "lifted"],
];

/** The key of our own sentence; undefined for one that we do not know. */
export function whyNotOf(sentence: string): string | undefined {
  return WHY_NOT.find(([pattern]) => pattern.test(sentence))?.[1];
}
