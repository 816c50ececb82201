// What a replay is going to do, in few signs; the same in both languages.

/** Sizes of batches as they are read: "1, 2, 5, 10, 20, 7 × 50, 12". */
export function rampText(ramp: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < ramp.length;) {
    const size = ramp[at] ?? 0;
    let times = 1;
    while (ramp[at + times] === size) times += 1;
    if (times > 2) parts.push(`${times} × ${size}`);
    else parts.push(...Array.from({ length: times }, () => String(size)));
    at += times;
  }
  return parts.join(", ");
}

/** Numbers of messages, runs drawn together: "4, 7–12, 15". */
export function rangesOf(ids: readonly number[]): string {
  const sorted = [...ids].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length;) {
    const first = sorted[at] ?? 0;
    let length = 1;
    while (sorted[at + length] === first + length) length += 1;
    if (length > 2) parts.push(`${first}–${first + length - 1}`);
    else parts.push(...Array.from({ length }, (_, step) => String(first + step)));
    at += length;
  }
  return parts.join(", ");
}

export type Stop = { key: "failedAgain" | "noAnswer" | "refused" | "secretGone" | "unknown"; id: string; more: number };

const STOPS: readonly [RegExp, Stop["key"]][] = [
  [/^message (\d+) failed again/, "failedAgain"],
  [/^message (\d+) gave no answer/, "noAnswer"],
  [/^the broker refused message (\d+)/, "refused"],
  [/^message (\d+) held a secret/, "secretGone"],
];

/** Why a replay stopped, as one of our own sentences. */
export function stopOf(reason: string): Stop {
  const more = Number(/\(and (\d+) more\)$/.exec(reason)?.[1] ?? 0);
  for (const [pattern, key] of STOPS) {
    const found = pattern.exec(reason);
    if (found) return { key, id: found[1] ?? "", more };
  }
  return { key: "unknown", id: "", more };
}
