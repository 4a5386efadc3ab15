"use client";
/** Light, dark or as the device says; kept in this browser and read before the first paint. */
import { useEffect, useRef, useState } from "react";
import styles from "./choice.module.css";
import { keepTheme, keptTheme, showTheme, THEMES, type Theme } from "./theme.ts";
import { THEME_KEY } from "./theme-script.ts";

/** Draws the three themes as radios. */
export function ThemeChoice({ label, texts }: { label: string; texts: Record<Theme, string> }) {
  const [theme, setTheme] = useState<Theme>("system");
  const own = useRef<HTMLFieldSetElement>(null);
  const choose = (name: Theme) => {
    setTheme(name);
    showTheme(name);
    keepTheme(name);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on arrival
  useEffect(() => {
    // Chosen before the script was there: the page is rendered with "system", so any other tick was made by a visitor.
    const early = own.current?.querySelector<HTMLInputElement>("input:checked")?.value;
    const named = THEMES.find((name) => name === early);
    if (named && named !== "system") choose(named);
    else setTheme(keptTheme());
    // Another tab chose, or this page comes back from the browser's memory. Nothing is written: tabs would answer each
    // other without end.
    const follow = (event: Event) => {
      if (event instanceof StorageEvent && event.key !== THEME_KEY && event.key !== null) return;
      setTheme(keptTheme());
      showTheme(keptTheme());
    };
    window.addEventListener("storage", follow);
    window.addEventListener("pageshow", follow);
    return () => {
      window.removeEventListener("storage", follow);
      window.removeEventListener("pageshow", follow);
    };
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
