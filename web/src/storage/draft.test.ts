import { beforeEach, expect, it, vi } from "vitest";
import { clearDraft, readDraft, writeDraft } from "./draft";

beforeEach(() => sessionStorage.clear());

it("gives back to the same person what they typed, and to nobody else", () => {
  writeDraft("ana", "/tutores/novo", { values: { nome: "Jo" } });
  expect(readDraft("ana", "/tutores/novo")).toEqual({ values: { nome: "Jo" } });
  expect(readDraft("bia", "/tutores/novo")).toBeUndefined();
  expect(readDraft("ana", "/animais/novo")).toBeUndefined();
  clearDraft("ana", "/tutores/novo");
  expect(readDraft("ana", "/tutores/novo")).toBeUndefined();
});

it("does without a storage that is closed, full or spoilt", () => {
  sessionStorage.setItem("petshop-draft:ana:x", "{");
  expect(readDraft("ana", "x")).toBeUndefined();
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  expect(() => writeDraft("ana", "y", {})).not.toThrow();
});
