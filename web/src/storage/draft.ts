/** What a person typed into a form and has not saved yet: kept in this tab only, apart for each user. */

const PREFIX = "petshop-draft";

function keyOf(owner: string, name: string): string {
  return `${PREFIX}:${owner}:${name}`;
}

/** The draft of that form, of unknown shape: it may be of an older version of the page. */
export function readDraft(owner: string, name: string): unknown {
  try {
    const stored = sessionStorage.getItem(keyOf(owner, name));
    return stored === null ? undefined : JSON.parse(stored);
  } catch {
    return undefined;
  }
}

export function writeDraft(owner: string, name: string, draft: object): void {
  try {
    sessionStorage.setItem(keyOf(owner, name), JSON.stringify(draft));
  } catch {
    // Storage is closed or full: the text still stands in the form.
  }
}

/** At sign-out: the next person at this computer finds none of them. */
export function clearDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(`${PREFIX}:`)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

export function clearDraft(owner: string, name: string): void {
  try {
    sessionStorage.removeItem(keyOf(owner, name));
  } catch {
    // Nothing was kept.
  }
}
