// Where this page stands: at the apex, or at one shop's own address.
import { useSyncExternalStore } from "react";

declare global {
  // Set by /site.js, which the gateway answers.
  var petshopSite: { baseDomain?: string } | undefined;
}

export type Place = "apex" | "shop";
export type Site = { baseDomain: string; place: Place; subdomain: string | undefined };

/** The domain below which the shops live, without protocol and port. */
export function baseDomain(): string {
  const configured = globalThis.petshopSite?.baseDomain;
  if (configured) return configured.toLowerCase();
  const { hostname } = globalThis.location;
  return hostname.endsWith(".localhost") ? hostname.slice(hostname.indexOf(".") + 1) : hostname;
}

/** The shop's label in this page's address, or undefined at the apex. */
export function subdomain(): string | undefined {
  const { hostname } = globalThis.location;
  const suffix = `.${baseDomain()}`;
  if (!hostname.endsWith(suffix)) return undefined;
  const label = hostname.slice(0, -suffix.length);
  return label === "" || label.includes(".") || label === "www" ? undefined : label;
}

/** Whether this page is a shop's or the apex's. */
export function place(): Place {
  return subdomain() === undefined ? "apex" : "shop";
}

/** An address in a shop, with this page's protocol and port. */
export function shopUrl(shop: string, path = "/"): string {
  return urlAt(`${shop}.${baseDomain()}`, path);
}

/** An address at the apex, with this page's protocol and port. */
export function apexUrl(path = "/"): string {
  return urlAt(baseDomain(), path);
}

/** The place for components: undefined in the prerendered page and while it hydrates, which know no address. */
export function useSite(): Site | undefined {
  return useSyncExternalStore(neverChanges, currentSite, () => undefined);
}

let known: Site | undefined;

function currentSite(): Site {
  known ??= { baseDomain: baseDomain(), place: place(), subdomain: subdomain() };
  return known;
}

function neverChanges(): () => void {
  return () => undefined;
}

function urlAt(host: string, path: string): string {
  const { protocol, port } = globalThis.location;
  return `${protocol}//${host}${port ? `:${port}` : ""}${path}`;
}
