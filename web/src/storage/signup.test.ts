import { afterEach, expect, test, vi } from "vitest";
import {
  clearDraft,
  clearPending,
  parsePending,
  pendingText,
  readDraft,
  watchPending,
  writeDraft,
  writePending,
} from "./signup";

const DRAFT = {
  companyName: "Pet Feliz",
  subdomain: "pet-feliz",
  subdomainIsOwn: true,
  firstName: "Ana",
  lastName: "Souza",
  email: "ana@petfeliz.com",
  plan: "pro",
};

afterEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

test("a draft outlives a reload and goes when told to", () => {
  expect(readDraft()).toBeUndefined();
  writeDraft(DRAFT);
  expect(readDraft()).toEqual(DRAFT);
  clearDraft();
  expect(readDraft()).toBeUndefined();
});

test("what somebody else wrote there does no harm", () => {
  sessionStorage.setItem("petshop-signup-draft", '{"companyName":7,"plan":null}');
  expect(readDraft()).toEqual({
    ...DRAFT,
    companyName: "",
    subdomain: "",
    subdomainIsOwn: false,
    firstName: "",
    lastName: "",
    email: "",
    plan: "",
  });
  sessionStorage.setItem("petshop-signup-draft", "{");
  expect(readDraft()).toBeUndefined();
  expect(parsePending("[]")).toBeUndefined();
  expect(parsePending('{"sagaId":""}')).toBeUndefined();
});

test("a sign-up under way is told to who watches", () => {
  const changed = vi.fn();
  const stop = watchPending(changed);
  writePending({ sagaId: "s", subdomain: "pet-feliz", name: "Pet Feliz" });
  expect(parsePending(pendingText())).toEqual({ sagaId: "s", subdomain: "pet-feliz", name: "Pet Feliz" });
  clearPending();
  expect(pendingText()).toBeNull();
  expect(changed).toHaveBeenCalledTimes(2);
  stop();
  clearPending();
  expect(changed).toHaveBeenCalledTimes(2);
});

test("closed storage is as if empty", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("closed", "SecurityError");
  });
  writeDraft(DRAFT);
  expect(readDraft()).toBeUndefined();
});
