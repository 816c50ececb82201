/** A path in the page's language, for addresses that the router does not build. */
export function localPath(locale: string | undefined, path: string): string {
  return locale === "en" ? `/en${path}` : path;
}
