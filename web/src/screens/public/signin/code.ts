// The one-time code that an apex page puts behind `#`: taken out of the address before anything else reads it.

const CODE = /^#(?:.*&)?codigo=([^&]+)/;

/** The code in this page's address, which no longer holds it afterwards. */
export function takeCode(): string | undefined {
  const found = CODE.exec(window.location.hash)?.[1];
  if (found === undefined) return undefined;
  const address = `${window.location.pathname}${window.location.search}`;
  // The router keeps the address in the state too, and would write it back.
  const state: unknown = window.history.state;
  const next = typeof state === "object" && state !== null ? { ...state, as: address } : state;
  window.history.replaceState(next, "", address);
  try {
    return decodeURIComponent(found);
  } catch {
    return undefined;
  }
}
