type Theme = "light" | "dark";

const root = document.documentElement;

/** The theme in effect: the reader's choice, or the system's. */
export function currentTheme(): Theme {
  const chosen = root.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Calls back whenever the theme in effect changes. */
export function onThemeChange(callback: () => void): void {
  root.addEventListener("themechange", callback);
}
