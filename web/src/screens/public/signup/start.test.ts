import { expect, test } from "vitest";
import { draftOf, EMPTY, formOf } from "./form";
import { startingDraft } from "./start";

const KEPT = {
  ...draftOf(EMPTY, true),
  companyName: "Au Au",
  subdomain: "au-au-2",
  email: "ana@auau.com",
  plan: "pro",
};

test("a name in the link fills the form, address included", () => {
  const draft = startingDraft(undefined, { nome: "Pet Feliz" });
  expect(draft).toMatchObject({
    companyName: "Pet Feliz",
    subdomain: "pet-feliz",
    subdomainIsOwn: false,
    plan: "basic",
  });
});

test("what was typed before stays, and an address typed by hand does not follow another name", () => {
  expect(startingDraft(KEPT, {})).toEqual(KEPT);
  expect(startingDraft(KEPT, { nome: "Pet Feliz" })).toMatchObject({
    companyName: "Pet Feliz",
    subdomain: "au-au-2",
    email: "ana@auau.com",
  });
});

test("a plan of the link is taken if there is one of that name", () => {
  expect(startingDraft(KEPT, { plano: "premium" }).plan).toBe("premium");
  expect(startingDraft(KEPT, { plano: "gold" }).plan).toBe("pro");
  expect(startingDraft(KEPT, { plano: ["basic", "pro"] }).plan).toBe("pro");
});

test("an address of the link is one typed by hand", () => {
  expect(startingDraft(undefined, { endereco: "Pet Feliz" })).toMatchObject({
    subdomain: "pet-feliz",
    subdomainIsOwn: true,
  });
});

test("a draft becomes the form that it came from", () => {
  const form = formOf(KEPT, "banho e tosa");
  expect(form).toMatchObject({ company_name: "Au Au", plan_type: "pro", admin: { password: "banho e tosa" } });
  expect(draftOf(form, true)).toEqual(KEPT);
  expect(formOf({ ...KEPT, plan: "gold" }, "").plan_type).toBe("basic");
});
