// What a sign-up leaves on this device: its text until the shop stands, and where to find it again. Never a password.

const DRAFT = "petshop-signup-draft";
const PENDING = "petshop-signup";

export type SignupDraft = {
  companyName: string;
  subdomain: string;
  /** Typed by hand: it no longer follows the shop's name. */
  subdomainIsOwn: boolean;
  firstName: string;
  lastName: string;
  email: string;
  plan: string;
};

export type PendingSignup = { sagaId: string; subdomain: string; name: string };

/** What was typed in this tab before a reload. */
export function readDraft(): SignupDraft | undefined {
  const found = parsed(read(() => sessionStorage, DRAFT));
  if (!found) return undefined;
  return {
    companyName: textOf(found.companyName),
    subdomain: textOf(found.subdomain),
    subdomainIsOwn: found.subdomainIsOwn === true,
    firstName: textOf(found.firstName),
    lastName: textOf(found.lastName),
    email: textOf(found.email),
    plan: textOf(found.plan),
  };
}

export function writeDraft(draft: SignupDraft): void {
  write(() => sessionStorage, DRAFT, JSON.stringify(draft));
}

export function clearDraft(): void {
  write(() => sessionStorage, DRAFT, undefined);
}

const listeners = new Set<() => void>();

/** Remembers the shop being built, for a tab that was closed. */
export function writePending(pending: PendingSignup): void {
  write(() => localStorage, PENDING, JSON.stringify(pending));
  for (const listener of listeners) listener();
}

/** Forgets it; with an id only if it is that one: an old link must not make us forget a sign-up under way. */
export function clearPending(sagaId?: string): void {
  if (sagaId !== undefined && parsePending(pendingText())?.sagaId !== sagaId) return;
  write(() => localStorage, PENDING, undefined);
  for (const listener of listeners) listener();
}

/** As text, so that equal stays equal between two looks; `parsePending` reads it. */
export function pendingText(): string | null {
  return read(() => localStorage, PENDING);
}

export function parsePending(text: string | null): PendingSignup | undefined {
  const found = parsed(text);
  const sagaId = textOf(found?.sagaId);
  return sagaId ? { sagaId, subdomain: textOf(found?.subdomain), name: textOf(found?.name) } : undefined;
}

/** Told when it changes, in this tab and in others. */
export function watchPending(changed: () => void): () => void {
  listeners.add(changed);
  window.addEventListener("storage", changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener("storage", changed);
  };
}

function parsed(text: string | null): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

// A function, because merely naming a storage that is closed to us throws.
function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string | undefined): void {
  try {
    if (value === undefined) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // A help, never a need: without storage the text lives as long as the page.
  }
}
