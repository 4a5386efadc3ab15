/** The language a text of the shop's data is written in, for its `lang`. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

/**
 * Names and descriptions may be in the other language than their page: a shop writes some in one language only, and
 * a search is typed in any. A screen reader then needs to know (WCAG 2.2, 3.1.2).
 *
 * @returns undefined for a text without letters: it is read in the page's language
 */
export function languageOf(text: string): Locale | undefined {
  if (/[\u1100-\u11ff\u3131-\u318e가-힣]/.test(text)) return "ko";
  return /[a-z]/i.test(text) ? "en" : undefined;
}
