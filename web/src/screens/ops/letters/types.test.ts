import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { LOCALES } from "@/messages/catalogue";
import { letters } from "@/messages/letters";
import { againOf, CHANNELS, isCapped, isDoubled, isUnderWay, KINDS, meaningOf, safeLink, STATES } from "./types";

function valuesOf(name: string): string[] {
  const models = readFileSync("../services/notifications/models.py", "utf8");
  const body = new RegExp(`class ${name}\\(StrEnum\\):([\\s\\S]*?)\\n\\n\\n`).exec(models)?.[1] ?? "";
  return [...body.matchAll(/^ {4}[A-Z_]+ = "([a-z_]+)"/gm)].map(([, value = ""]) => value).sort();
}

it.each([
  ["State", "state", STATES],
  ["Kind", "kind", KINDS],
  ["Channel", "channel", CHANNELS],
] as const)("offers every %s of the service, with words in both languages", (name, texts, offered) => {
  expect(valuesOf(name)).toEqual([...offered].sort());
  for (const locale of LOCALES) {
    for (const value of offered) expect(letters[locale]).toHaveProperty(`letters.${texts}.${value}`);
  }
});

it("says what each state means, in both languages", () => {
  expect(meaningOf({ state: "sent", channel: "whatsapp" })).not.toBe(meaningOf({ state: "sent", channel: "email" }));
  for (const locale of LOCALES) {
    for (const state of STATES) {
      for (const channel of CHANNELS) {
        expect(letters[locale]).toHaveProperty(`letters.meaning.${meaningOf({ state, channel })}`);
      }
    }
  }
});

it("knows what sending again means: only what was accepted makes a second letter", () => {
  expect(STATES.map((state) => [state, againOf({ state, channel: "email" })])).toEqual([
    ["failed", "same"],
    ["queued", "sooner"],
    ["sending", "same"],
    ["suppressed", "same"],
    ["ready", "another"],
    ["sent", "another"],
  ]);
  expect(againOf({ state: "ready", channel: "whatsapp" })).toBe("anotherLink");
  expect((["sooner", "same", "another", "anotherLink"] as const).filter(isDoubled)).toEqual(["another", "anotherLink"]);
});

it("watches only letters that have not ended", () => {
  expect(STATES.filter((state) => isUnderWay({ state }))).toEqual(["queued", "sending"]);
});

it("says when nobody counted further", () => {
  expect([9_999, 10_000].map(isCapped)).toEqual([false, true]);
});

it("opens nothing but a WhatsApp link", () => {
  expect(safeLink("https://wa.me/5511987654321?text=Oi")).toBe("https://wa.me/5511987654321?text=Oi");
  expect(["javascript:alert(1)", "https://wa.me.example.com/", "http://wa.me/1", null].map(safeLink)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
