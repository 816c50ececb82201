// What a new page may know of the session before it asks: two notes in localStorage, neither of them a secret.
import { ApiProblem } from "@/api/problem";

const VISIT = "petshop.session";
const IN_FLIGHT = "petshop.refreshing";
// A refresh that a reload left behind has set its cookie by then, or never will.
const SETTLED_MS = 1_500;

/** `none`: nobody signed in here; `leaving`: signed out while the server could not be told. */
export type Visit = "none" | "here" | "leaving";

/** Whether there may be a refresh cookie. Without storage: there may. */
export function readVisit(): Visit {
  try {
    const value = localStorage.getItem(VISIT);
    return value === "here" || value === "leaving" ? value : "none";
  } catch {
    return "here";
  }
}

/** Remembers it for the next page. */
export function writeVisit(visit: Visit): void {
  write(VISIT, visit === "none" ? undefined : visit);
}

/** Runs a refresh, noting for the page after a reload that its answer may be under way. */
export async function noted<T>(refresh: () => Promise<T>): Promise<T> {
  write(IN_FLIGHT, String(Date.now()));
  try {
    const result = await refresh();
    write(IN_FLIGHT, undefined);
    return result;
  } catch (error) {
    // A reload rejects the call of the page that goes, while its answer still comes and sets the cookie.
    const isAnswered = error instanceof ApiProblem && error.status > 0;
    if (isAnswered) write(IN_FLIGHT, undefined);
    throw error;
  }
}

/** Waits while a refresh of a page that is gone may still set its cookie. */
export async function inFlightSettled(): Promise<void> {
  const age = Date.now() - Number(read(IN_FLIGHT) ?? 0);
  // A negative age is a clock that was set back: it says nothing.
  if (age < 0 || age >= SETTLED_MS) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener("storage", onStorage);
      resolve();
    };
    const onStorage = (event: StorageEvent): void => {
      if (event.key === IN_FLIGHT && event.newValue === null) done();
    };
    const timer = setTimeout(done, SETTLED_MS - age);
    addEventListener("storage", onStorage);
  });
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is a help, never a need: without it each page asks the server.
  }
}
