export type Countdown = { kind: "ahead" | "due" | "past"; span: string };

const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** A length of time in its two largest units: "3 min 5 s"; they are the same in both languages. */
export function spanOf(ms: number): string {
  let left = Math.max(0, Math.round(ms / 1000));
  const parts: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const amount = Math.floor(left / seconds);
    left -= amount * seconds;
    if (amount > 0) parts.push(`${amount} ${unit}`);
    // A unit that is zero between two others ends it: "1 h", never "1 h 4 s".
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ") || "0 s";
}

// Clocks of browser and server differ a little, and a worker looks about once a second.
const DUE_MS = 2_000;

/** How far away a moment is: still ahead, due just now, or past. */
export function countdownTo(at: string, now: number): Countdown {
  const left = Date.parse(at) - now;
  const kind = left >= 500 ? "ahead" : left > -DUE_MS ? "due" : "past";
  return { kind, span: spanOf(Math.abs(left)) };
}
