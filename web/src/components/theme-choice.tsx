"use client";
/** Light, dark or as the device says; kept in this browser and read before the first paint. */
import { useEffect, useRef, useState } from "react";
import styles from "./choice.module.css";
import { THEME_KEY } from "./theme-script.ts";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

export function ThemeChoice({ label, texts }: { label: string; texts: Record<Theme, string> }) {
  const [theme, setTheme] = useState<Theme>("system");
  const own = useRef<HTMLFieldSetElement>(null);
  const choose = (name: Theme) => {
    setTheme(name);
    const root = document.documentElement;
    if (name === "system") delete root.dataset.theme;
    else root.dataset.theme = name;
    try {
      if (name === "system") localStorage.removeItem(THEME_KEY);
      else localStorage.setItem(THEME_KEY, name);
    } catch {
      // Storage may be forbidden: the choice then lasts for this page.
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on arrival
  useEffect(() => {
    // Chosen before the script was there: the page is rendered with "system", so any other tick is a hand's.
    const early = own.current?.querySelector<HTMLInputElement>("input:checked")?.value;
    const shown = document.documentElement.dataset.theme;
    const named = THEMES.find((name) => name === early);
    if (named && named !== "system") choose(named);
    else setTheme(THEMES.find((name) => name === shown) ?? "system");
  }, []);
  return (
    <fieldset className={`${styles.choice} needs-script`} ref={own}>
      <legend className="visually-hidden">{label}</legend>
      {THEMES.map((name) => (
        <label key={name}>
          <input
            // A reload must not bring back what another tab has changed since.
            autoComplete="off"
            checked={theme === name}
            name="theme"
            onChange={() => choose(name)}
            type="radio"
            value={name}
          />
          {texts[name]}
        </label>
      ))}
    </fieldset>
  );
}
