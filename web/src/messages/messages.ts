/** Texts by language, on the server. Pure. */
import type { Locale } from "@edgemart/contracts/locale";
import { en } from "./en.ts";
import { ko, type Messages } from "./ko.ts";

export { fill } from "./fill.ts";
export type { Messages } from "./ko.ts";

const ALL: Record<Locale, Messages> = { ko, en };

/** Gives the texts of a language. */
export function messagesOf(lang: Locale): Messages {
  return ALL[lang];
}
