// Where a person goes who has just signed in.
import type { Account } from "@/session";
import type { Place } from "@/site";

export type Destination = { kind: "page"; path: string } | { kind: "shop" };

const NOWHERE = "https://nowhere.invalid";

/** A path within this site, or undefined for anything that could lead out of it or back here. */
export function safeReturn(wanted: unknown): string | undefined {
  // Browsers read a backslash as a slash, and skip tabs and line breaks within an address.
  if (typeof wanted !== "string" || !/^\/(?!\/)[^\\\s\p{Cc}]*$/u.test(wanted)) return undefined;
  const { origin, pathname } = new URL(wanted, NOWHERE);
  const isOutside = origin !== NOWHERE || pathname.startsWith("//");
  return isOutside || /^\/(?:en\/)?entrar(?:\/|$)/.test(pathname) ? undefined : wanted;
}

/** `voltar` as asked for, as far as the account and the place go together with it. */
export function destinationOf(account: Account, place: Place, voltar: unknown): Destination {
  const back = safeReturn(voltar);
  if (account.user.role === "operator") {
    return { kind: "page", path: back?.startsWith("/ops") ? back : "/ops/sagas" };
  }
  return place === "apex" ? { kind: "shop" } : { kind: "page", path: back ?? "/inicio" };
}
