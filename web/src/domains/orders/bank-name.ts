/** Names of banks and card issuers in the language of the page. Pure. */
import { BANKS, CARD_ISSUERS, isBankCode } from "@edgemart/contracts/banks";
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

/** A card as the payment gateway names it, with its issuer's name in place of the code: "41 4330****123*". */
export function cardName(label: string, lang: Locale): string {
  const [code = "", ...rest] = label.split(" ");
  const issuers: Record<string, readonly [string, string]> = CARD_ISSUERS;
  const names = Object.hasOwn(issuers, code) ? issuers[code] : undefined;
  return names ? [names[lang === "ko" ? 0 : 1], ...rest].join(" ") : label;
}
