"use client";
/** The same page in the other language. */
import type { Locale } from "@edgemart/contracts/locale";
import { usePathname } from "next/navigation";
import styles from "./choice.module.css";

const LANGUAGES: [Locale, string][] = [
  ["ko", "한국어"],
  ["en", "English"],
];

/** Draws the languages as links to the page that is shown. */
export function LanguageSwitch({ lang, label }: { lang: Locale; label: string }) {
  const rest = usePathname().replace(/^\/(ko|en)(?=\/|$)/, "");
  return (
    <nav aria-label={label} className={styles.choice}>
      {LANGUAGES.map(([locale, name]) => (
        <a
          aria-current={locale === lang ? "true" : undefined}
          href={`/${locale}${rest}`}
          hrefLang={locale}
          key={locale}
          lang={locale}
          // A shared page does not know the query it is shown with.
          onClick={(event) => {
            event.currentTarget.search = window.location.search;
          }}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
