import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { LOCALES } from "@/messages/catalogue";
import { letters } from "@/messages/letters";
import { CODES, codeWords, whyNotOf } from "./words";

const SERVICE = "../services/notifications";
const read = (file: string) => readFileSync(`${SERVICE}/${file}`, "utf8");

/** Every code that the service can write beside a letter. */
function codesOfService(): string[] {
  // These speak of a sign-up's codes.
  const others = new Set(["composer.py", "preview.py"]);
  const files = globSync("**/*.py", { cwd: SERVICE }).filter(
    (file) => !others.has(file) && !file.startsWith("rendering"),
  );
  const found = files.flatMap((file) => [...read(file).matchAll(/"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)"/g)]);
  // An extension of the protocol, which is named to the server.
  return found.map(([, code = ""]) => code).filter((code) => code.length > 4 && code !== "SMTPUTF8");
}

it("has words in both languages for exactly the codes that the service has", () => {
  expect([...new Set(codesOfService())].sort()).toEqual([...CODES].sort());
  for (const locale of LOCALES) {
    for (const code of CODES) expect(letters[locale]).toHaveProperty(`letters.code.${code}`);
    for (const key of ["unknown", "later", "never"]) expect(letters[locale]).toHaveProperty(`letters.code.${key}`);
  }
});

it("tells a server's passing answer from its last word", () => {
  expect(codeWords("SMTP_451")).toEqual({ key: "later", reply: "451" });
  expect(codeWords("SMTP_550")).toEqual({ key: "never", reply: "550" });
  expect(codeWords("SMTP_TIMEOUT")).toEqual({ key: "SMTP_TIMEOUT", reply: "" });
  expect(codeWords("SMTP_250").key).toBe("unknown");
  expect(codeWords("toString").key).toBe("unknown");
});

it("knows every sentence in which the service says why not", () => {
  const source = read("operations/service.py");
  const sentences = [...source.matchAll(/(?:WrongState|LinkIsSpent|AddressSuppressed)Error\("([^"]+)"\)/g)];
  expect(sentences.length).toBeGreaterThanOrEqual(8);
  const keys = sentences.map(([, sentence = ""]) => whyNotOf(sentence) ?? sentence);
  expect(new Set(keys).size).toBe(sentences.length);
  for (const locale of LOCALES) {
    for (const key of keys) expect(letters[locale]).toHaveProperty(`letters.whyNot.${key}`);
  }
  expect(whyNotOf("The moon is full.")).toBeUndefined();
});
