import type { ApiProblem } from "@/api/problem";

/** Sentences in which the API says, in English, why something is not as it was called; by the key of our texts. */
const CONTRADICTIONS: readonly [RegExp, string][] = [
  [/^the schema does not exist$/, "noSchema"],
  [/^the role does not exist$/, "noRole"],
  [/^the schema is not registered$/, "notRegistered"],
  [/^the shop has no active owner$/, "noOwner"],
  [/^the shop is (?<status>\w+), not active$/, "notActive"],
  [/^the schema still exists$/, "schema"],
  [/^the role still exists$/, "role"],
  [/^the schema is still registered$/, "registered"],
  [/^(?<count>\d+) user\(s\) of the shop still exist$/, "users"],
  [/^auth has not yet shut this sign-up out/, "notShutOut"],
  [/^the shop is (?<status>\w+), its name not free$/, "nameTaken"],
];

export type Contradiction = { key: string; values: Record<string, string> };

/** A contradiction as one of our own sentences; undefined for one that we do not know. */
export function contradictionOf(sentence: string): Contradiction | undefined {
  for (const [pattern, key] of CONTRADICTIONS) {
    const found = pattern.exec(sentence);
    if (found) return { key, values: { ...found.groups } };
  }
  return undefined;
}

/** The contradictions in a refusal; none in a refusal of another kind. */
export function contradictionsIn(body: Readonly<Record<string, unknown>>): string[] {
  const found = body.contradictions;
  return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
}

/** Whether nobody knows what came of the request: the answer was lost or is none. Other refusals did nothing. */
export function isLost({ status }: Pick<ApiProblem, "status">): boolean {
  return status < 400 || status >= 500 || status === 408 || status === 429;
}
