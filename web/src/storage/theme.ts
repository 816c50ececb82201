/** The theme chosen on this device. `public/tema.js` reads the same key before the first paint. */

export type Theme = "system" | "light" | "dark";
const KEY = "petshop-theme";

export function readTheme(): Theme {
  if (typeof document === "undefined") return "system";
  const shown = document.documentElement.dataset.theme;
  return shown === "light" || shown === "dark" ? shown : "system";
}

export function writeTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is closed to us: the choice holds until the page is left.
  }
}
