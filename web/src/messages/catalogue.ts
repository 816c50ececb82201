/** Which languages there are, and how a screen names the texts it needs. */

export const LOCALES = ["pt-BR", "en"] as const;
export type Locale = (typeof LOCALES)[number];
export type Texts = { [key: string]: string | Texts };
export type Catalogue = Record<Locale, Texts>;

/** The locale of the router, which knows only strings; anything else is Portuguese. */
export function asLocale(value: string | undefined): Locale {
  return value === "en" ? "en" : "pt-BR";
}

/** Several catalogues as one; a name that two of them use would hide the first, so it is refused. */
export function merge(...catalogues: Catalogue[]): Catalogue {
  const merged: Catalogue = { "pt-BR": {}, en: {} };
  for (const locale of LOCALES) {
    for (const catalogue of catalogues) {
      for (const [name, texts] of Object.entries(catalogue[locale])) {
        if (name in merged[locale]) throw new Error(`two catalogues name "${name}"`);
        merged[locale][name] = texts;
      }
    }
  }
  return merged;
}
