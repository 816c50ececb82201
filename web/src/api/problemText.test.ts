import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/messages/catalogue";
import en from "@/messages/en/errors.json";
import ptBR from "@/messages/pt-BR/errors.json";
import { hookIn } from "@/testing/intl";
import { offlineProblem } from "./problem";
import { useFailureText, useFieldText, useProblemText } from "./problemText";

const ROOT = join(import.meta.dirname, "../../..");

describe("a problem's text", () => {
  it("says what to do, in the page's language", () => {
    expect(hookIn("pt-BR", useProblemText)(offlineProblem())).toContain("Sem conexão");
    expect(hookIn("en", useProblemText)(offlineProblem())).toContain("No internet");
  });

  it("names the seconds to wait, rounded up, where the server does", () => {
    const text = hookIn("pt-BR", useProblemText);
    expect(text({ code: "RATE_LIMITED", retryAfterS: 1.2 })).toContain("Espere 2 segundos");
    expect(text({ code: "RATE_LIMITED", retryAfterS: 1 })).toContain("Espere 1 segundo e");
    expect(text({ code: "RATE_LIMITED", retryAfterS: undefined })).toContain("Espere um pouco");
  });

  it("names a code that nobody wrote a text for", () => {
    expect(hookIn("pt-BR", useProblemText)({ code: "BRAND_NEW", retryAfterS: undefined })).toContain("BRAND_NEW");
    expect(hookIn("pt-BR", useFailureText)("BRAND_NEW")).toContain("BRAND_NEW");
  });

  it("tells why a sign-up failed", () => {
    expect(hookIn("pt-BR", useFailureText)("EMAIL_TAKEN")).toContain("outro e-mail");
  });
});

describe("a field's text", () => {
  const text = (code: string, limit?: number): string =>
    hookIn("pt-BR", useFieldText)({ code, ...(limit !== undefined && { limit }) });

  it("names the bound", () => {
    expect(text("string_too_short", 8)).toBe("Use pelo menos 8 caracteres.");
    expect(text("string_too_short", 1)).toBe("Preencha este campo.");
    expect(text("string_too_long", 1)).toBe("Use no máximo 1 caractere.");
    expect(text("string_too_long")).toBe("Está longo demais.");
    expect(text("less_than_equal", 9999.5)).toBe("Use um número de até 9.999,5.");
  });

  it("has a word for what nobody wrote a text for", () => {
    expect(text("brand_new")).toBe("Confira este campo.");
  });
});

describe("the catalogues", () => {
  it("have the same texts in every language", () => {
    expect(keysOf(en)).toEqual(keysOf(ptBR));
  });

  it.each(LOCALES)("hold texts that can be shown, in %s", (locale) => {
    const problem = hookIn(locale, useProblemText);
    const field = hookIn(locale, useFieldText);
    const failure = hookIn(locale, useFailureText);
    const shown = [
      ...Object.keys(ptBR.errors.problem).map((code) => problem({ code, retryAfterS: 5 })),
      ...Object.keys(ptBR.errors.field).map((code) => field({ code, limit: 5 })),
      ...Object.keys(ptBR.errors.saga).map(failure),
    ];
    for (const text of shown) expect(text).toMatch(/^[^{}]+[.:!]$/);
  });

  it("have a text for every code that the services and the gateway answer", () => {
    const codes = codesIn(
      ["services", "libs/common", "deploy/gateway"],
      [
        /status, code, title = \d+, "([A-Z_]+)"/g,
        /code: ClassVar\[str\] = "([A-Z_]+)"/g,
        /Problem\(\s*\d+,\s*"([A-Z_]+)"/g,
      ],
    );
    expect(codes).toEqual(expect.arrayContaining(["INTERNAL_ERROR", "RATE_LIMITED", "SUBDOMAIN_TAKEN", "NOT_FOUND"]));
    expect(codes.filter((code) => !(code in ptBR.errors.problem))).toEqual([]);
  });

  it("have a text for every code of a field that we raise ourselves", () => {
    const codes = codesIn(
      ["services", "libs/common"],
      [/PydanticCustomError\(\s*"(\w+)"/g, /ValidationError\.at\((?:[^()]|\([^()]*\))*?,\s*"(\w+)"\s*,?\s*\)/g],
    );
    expect(codes).toEqual(expect.arrayContaining(["cpf_invalid", "duplicate", "cursor_invalid", "password_length"]));
    expect(codes.filter((code) => !(code in ptBR.errors.field))).toEqual([]);
  });

  it("see every place that raises a code of a field", () => {
    const raised = sourcesIn(["services", "libs/common"]).join("\n");
    const all = raised.match(/PydanticCustomError\(|\bValidationError\.at\(/g) ?? [];
    const understood =
      raised.match(/PydanticCustomError\(\s*"\w+"|ValidationError\.at\((?:[^()]|\([^()]*\))*?,\s*"\w+"\s*,?\s*\)/g) ??
      [];
    expect(understood).toHaveLength(all.length);
  });
});

function codesIn(folders: string[], patterns: RegExp[]): string[] {
  const found = sourcesIn(folders).flatMap((source) =>
    patterns.flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1] ?? "")),
  );
  return [...new Set(found)].sort();
}

function sourcesIn(folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".py"))
      .map((name) => readFileSync(join(ROOT, folder, name), "utf8")),
  );
}

function keysOf(texts: object, prefix = ""): string[] {
  return Object.entries(texts)
    .flatMap(([key, value]) => (typeof value === "object" ? keysOf(value as object, `${prefix}${key}.`) : prefix + key))
    .sort();
}
