// What the form begins with: what was typed before, then what the link that led here says.
import type { ParsedUrlQuery } from "node:querystring";
import type { SignupDraft } from "@/storage/signup";
import { isPlan } from "../plans";
import { draftOf, EMPTY } from "./form";
import { asSubdomain, suggestSubdomain } from "./slug";

export function startingDraft(kept: SignupDraft | undefined, query: ParsedUrlQuery): SignupDraft {
  const { nome, plano, endereco } = query;
  const draft = withAddress(kept ?? draftOf(EMPTY, false), endereco);
  const plan = isPlan(plano) ? plano : draft.plan;
  if (typeof nome !== "string" || nome.trim() === "" || nome === draft.companyName) return { ...draft, plan };
  return {
    ...draft,
    plan,
    companyName: nome.slice(0, 255),
    subdomain: draft.subdomainIsOwn ? draft.subdomain : suggestSubdomain(nome),
  };
}

function withAddress(draft: SignupDraft, wanted: string | string[] | undefined): SignupDraft {
  const subdomain = typeof wanted === "string" ? asSubdomain(wanted) : "";
  return subdomain === "" ? draft : { ...draft, subdomain, subdomainIsOwn: true };
}
