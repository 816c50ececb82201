// What the sign-up form holds: the body of POST /api/v1/tenants, so that the server's field errors find their fields.
import type { components } from "@/api/schema";
import type { SignupDraft } from "@/storage/signup";
import { isPlan } from "../plans";

export type SignUpForm = components["schemas"]["SignupIn"];

export const EMPTY: SignUpForm = {
  company_name: "",
  subdomain: "",
  plan_type: "basic",
  admin: { first_name: "", last_name: "", email: "", password: "" },
};

export function draftOf(form: SignUpForm, subdomainIsOwn: boolean): SignupDraft {
  const { admin } = form;
  return {
    companyName: form.company_name,
    subdomain: form.subdomain,
    subdomainIsOwn,
    firstName: admin.first_name,
    lastName: admin.last_name,
    email: admin.email,
    plan: form.plan_type,
  };
}

export function formOf(draft: SignupDraft, password: string): SignUpForm {
  return {
    company_name: draft.companyName,
    subdomain: draft.subdomain,
    plan_type: isPlan(draft.plan) ? draft.plan : "basic",
    admin: { first_name: draft.firstName, last_name: draft.lastName, email: draft.email, password },
  };
}
