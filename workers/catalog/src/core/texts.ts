/** Chooses a language. Pure. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Texts } from "./rows.ts";

/** Gives the text in the wanted language, or in the other one where it is missing. */
export function inLocale(texts: Texts, locale: Locale): string {
  return texts[locale] || texts.ko || texts.en;
}
