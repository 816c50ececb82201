// Before the first paint: the theme chosen on this device, if any. The rest of the page follows `color-scheme`.
try {
  const theme = localStorage.getItem("petshop-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed to us: the system's own theme stands.
}
