/** A text of the shop's data in the language of the page. Pure. */
import type { Locale, LocalText } from "@edgemart/contracts/locale";

/** Gives the text; where one language has none, the other one's. */
export function localText(text: LocalText, lang: Locale): string {
  return text[lang] || text.ko || text.en;
}
