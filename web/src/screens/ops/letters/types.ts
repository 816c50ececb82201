import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Letter = Schemas["DeliverySummary"];
export type LetterDetail = Schemas["DeliveryDetail"];
export type LetterPage = Schemas["DeliveryList"];
export type HistoryLine = Schemas["HistoryOut"];
export type Address = Schemas["SuppressionOut"];
export type LetterState = Letter["state"];
export type LetterKind = Letter["kind"];
export type LetterChannel = Letter["channel"];

/** In the order in which an operator cares. */
export const STATES: readonly LetterState[] = ["failed", "queued", "sending", "suppressed", "ready", "sent"];
export const KINDS: readonly LetterKind[] = [
  "welcome",
  "signup_failed",
  "email_verification",
  "password_reset",
  "invitation",
  "booking_created",
  "booking_changed",
  "booking_cancelled",
  "booking_ready",
  "booking_reminder",
];
export const CHANNELS: readonly LetterChannel[] = ["email", "whatsapp"];

const UNDER_WAY: ReadonlySet<LetterState> = new Set<LetterState>(["queued", "sending"]);
// A server or a person has it already: sent again, it is another letter with another Message-ID.
const ACCEPTED: ReadonlySet<LetterState> = new Set<LetterState>(["sent", "ready"]);

export function isState(value: string): value is LetterState {
  return (STATES as readonly string[]).includes(value);
}

export function isKind(value: string): value is LetterKind {
  return (KINDS as readonly string[]).includes(value);
}

export function isChannel(value: string): value is LetterChannel {
  return (CHANNELS as readonly string[]).includes(value);
}

export function isUnderWay({ state }: Pick<Letter, "state">): boolean {
  return UNDER_WAY.has(state);
}

/** What sending it again means: now instead of later, the same letter once more, or a second one. */
export type Again = "sooner" | "same" | "another" | "anotherLink";

export function againOf({ state, channel }: Pick<Letter, "state" | "channel">): Again {
  if (state === "queued") return "sooner";
  if (!ACCEPTED.has(state)) return "same";
  return channel === "email" ? "another" : "anotherLink";
}

/** Whether the person may get it twice. */
export function isDoubled(again: Again): boolean {
  return again === "another" || again === "anotherLink";
}

/** The key of what a state means: a server's yes is not a person's. */
export function meaningOf({ state, channel }: Pick<Letter, "state" | "channel">): string {
  return state === "sent" && channel === "whatsapp" ? "handedOver" : state;
}

// The API counts no further, so that its lists stay quick.
const COUNTED = 10_000;

/** Whether there may be more than this number. */
export function isCapped(count: number): boolean {
  return count >= COUNTED;
}

/** A link that a person sends by herself; nothing else is ever opened from here. */
export function safeLink(link: string | null): string | undefined {
  return link?.startsWith("https://wa.me/") ? link : undefined;
}
