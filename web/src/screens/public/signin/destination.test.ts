import { describe, expect, test } from "vitest";
import type { Account } from "@/session";
import { destinationOf, safeReturn } from "./destination";

describe("a way back is taken only within this site", () => {
  test.each(["/tutores", "/animais/12?aba=peso", "/tutores?q=jo%C3%A3o", "/en/inicio", "/entradas", "/"])(
    "%s",
    (path) => {
      expect(safeReturn(path)).toBe(path);
    },
  );

  test.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/a/../..//evil.example",
    "/tutores\\..",
    "https://evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
    "/entrar",
    "/entrar?voltar=/entrar",
    "/en/entrar",
    undefined,
    ["/tutores"],
  ])("not %j", (path) => {
    expect(safeReturn(path)).toBeUndefined();
  });
});

const OWNER = account("owner", { id: "t", name: "Pet Feliz", subdomain: "pet-feliz" });
const OPERATOR = account("operator", null);

describe("where who has signed in goes", () => {
  test("a shop's user at the apex goes to the shop, whatever way back was asked for", () => {
    expect(destinationOf(OWNER, "apex", "/ops/sagas")).toEqual({ kind: "shop" });
  });

  test("at the shop, back or to its first page", () => {
    expect(destinationOf(OWNER, "shop", "/tutores/3")).toEqual({ kind: "page", path: "/tutores/3" });
    expect(destinationOf(OWNER, "shop", "//evil.example")).toEqual({ kind: "page", path: "/inicio" });
    expect(destinationOf(OWNER, "shop", undefined)).toEqual({ kind: "page", path: "/inicio" });
  });

  test("an operator goes to operations, nowhere else", () => {
    expect(destinationOf(OPERATOR, "apex", "/ops/parking")).toEqual({ kind: "page", path: "/ops/parking" });
    expect(destinationOf(OPERATOR, "apex", "/tutores")).toEqual({ kind: "page", path: "/ops/sagas" });
  });
});

function account(role: string, tenant: Account["tenant"]): Account {
  const user = { id: "u", email: "ana@petfeliz.com", first_name: "Ana", last_name: "Souza", role };
  return { user, tenant, impersonation: null };
}
