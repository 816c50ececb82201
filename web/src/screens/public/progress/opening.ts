// From a finished sign-up straight into the shop: signs its owner in, and gets the address that goes on there.
import { ApiProblem, isPassing } from "@/api/problem";
import { handOff, signIn } from "@/session";
import { backoffMs, pause } from "@/session/pause";
import { forgetSecret, secretOf } from "../signup/secret";

// Together about a quarter of a minute: longer than a tunnel, shorter than her patience.
const TRIES = 5;

let opening: { sagaId: string; url: Promise<string | undefined> } | undefined;

/** The address of the shop with its owner signed in; undefined when that takes a password typed again. */
export function openShop(sagaId: string, path: string): Promise<string | undefined> {
  if (opening?.sagaId !== sagaId) opening = { sagaId, url: open(sagaId, path) };
  return opening.url;
}

async function open(sagaId: string, path: string): Promise<string | undefined> {
  const secret = secretOf(sagaId);
  if (!secret) return undefined;
  try {
    await patiently(() => signIn({ email: secret.email, password: secret.password }));
    return await patiently(() => handOff(path));
  } catch {
    // Whatever it was: the shop stands, and its own door is open.
    return undefined;
  } finally {
    forgetSecret();
  }
}

/** The end of the sign-up may be heard of in the very moment in which the network goes. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt + 1 === TRIES || !(error instanceof ApiProblem) || !isPassing(error)) throw error;
      await pause(backoffMs(attempt));
    }
  }
}
