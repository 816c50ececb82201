// The session of this tab. Tokens never leave memory; see session.ts.
import { useSyncExternalStore } from "react";
import { shopUrl } from "@/site";
import { Session, UNKNOWN } from "./session";
import type { SessionState } from "./types";

export type { Acceptance, Account, Credentials, EndedBy, SessionState } from "./types";

export const session = new Session();

export const { acceptInvitation, accessToken, resume, signIn, signInWithCode, signOut } = session;

/** Who is signed in, as it changes here and in other tabs. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.getState, () => UNKNOWN);
}

/** The address that goes on signed in at the shop's own host; good for a minute, once. */
export async function handOff(path = "/entrar"): Promise<string> {
  const { code, subdomain } = await session.handOff();
  return shopUrl(subdomain, `${path}#codigo=${encodeURIComponent(code)}`);
}
