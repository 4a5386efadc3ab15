/** Prices as people read them. Pure. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Money } from "@edgemart/contracts/money";

/** Writes `24,000원` in Korean and `₩24,000` in English. */
export function formatMoney(money: Money, lang: Locale): string {
  const format = new Intl.NumberFormat(lang === "ko" ? "ko-KR" : "en-US", {
    style: "currency",
    currency: money.currency,
    currencyDisplay: "narrowSymbol",
  });
  // ISO 4217's own digits; a table of ours would bring the contracts' schemas into the browser.
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  const amount = money.amountMinor / 10 ** digits;
  if (lang === "ko" && money.currency === "KRW") return `${amount.toLocaleString("ko-KR")}원`;
  return format.format(amount);
}

/** Writes the least of several prices: `24,000원부터` (a particle takes no space before it) and `from ₩24,000`. */
export function formatLeast(money: Money, lang: Locale, from: string): string {
  const amount = formatMoney(money, lang);
  return lang === "ko" ? `${amount}${from}` : `${from} ${amount}`;
}

/** Gives the saving as an integer per cent, rounded down so that it never promises too much; null without one. */
export function discountPercent(price: Money, compareAt: Money | null): number | null {
  if (!compareAt || compareAt.currency !== price.currency) return null;
  const saved = compareAt.amountMinor - price.amountMinor;
  const percent = Math.floor((saved * 100) / compareAt.amountMinor);
  return percent > 0 ? percent : null;
}

/** Names a currency in the language of the page: `대한민국 원`, `South Korean won`; its code where it has no name. */
export function currencyName(code: Money["currency"], lang: Locale): string {
  return new Intl.DisplayNames([lang], { type: "currency" }).of(code) ?? code;
}
