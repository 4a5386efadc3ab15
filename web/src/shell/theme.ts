/** The theme of the page that is shown: on the page itself, in the browser's frame, and in its storage. Browser only. */
import { THEME_COLOURS, THEME_KEY } from "./theme-script.ts";

/** Lists the themes; `system` follows the device. */
export const THEMES = ["system", "light", "dark"] as const;
/** One of `THEMES`. */
export type Theme = (typeof THEMES)[number];

/** Shows a theme on this page. */
export function showTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  // The browser takes the first colour that fits; those of the device's theme name a media query.
  const own = document.head.querySelector<HTMLMetaElement>('meta[name="theme-color"]:not([media])');
  if (theme === "system") {
    own?.remove();
    return;
  }
  const meta = own ?? document.createElement("meta");
  meta.name = "theme-color";
  meta.content = THEME_COLOURS[theme];
  if (!own) document.head.prepend(meta);
}

/** Keeps a choice; other tabs hear of it by `storage`. */
export function keepTheme(theme: Theme): void {
  try {
    if (theme === "system") localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage may be forbidden: the choice then lasts for this page.
  }
}

/** What was chosen in this browser. */
export function keptTheme(): Theme {
  try {
    const kept = localStorage.getItem(THEME_KEY);
    return THEMES.find((theme) => theme === kept) ?? "system";
  } catch {
    return THEMES.find((theme) => theme === document.documentElement.dataset.theme) ?? "system";
  }
}
