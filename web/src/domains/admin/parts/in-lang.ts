/** A text of both languages as one of them shows it. Pure. */
import type { Locale, LocalText } from "@edgemart/contracts/locale";

/** Gives the text, or the other language's where this one has none. */
export function inLang(text: LocalText, lang: Locale): string {
  return text[lang] || text[lang === "ko" ? "en" : "ko"];
}
