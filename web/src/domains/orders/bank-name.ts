/** Names of banks in the language of the page. Pure. */
import { BANKS, isBankCode } from "@edgemart/contracts/banks";
import type { Locale } from "@edgemart/contracts/locale";

/** Gives a bank's name; its code where it is none of the table. */
export function bankName(code: string, lang: Locale): string {
  if (!isBankCode(code)) return code;
  const [ko, en] = BANKS[code];
  return lang === "ko" ? ko : en;
}

/** Every bank as a choice: code and name. */
export function bankChoices(lang: Locale): [code: string, name: string][] {
  return Object.keys(BANKS).map((code) => [code, bankName(code, lang)]);
}
