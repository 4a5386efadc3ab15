/** Amounts, times and counts as mails write them: one place, Seoul's time. Pure. @see specs/notifications.md 25 */
import type { Locale } from "@edgemart/contracts/locale";
import { type Currency, MINOR_DIGITS } from "@edgemart/contracts/money";

/** An amount as `Money` has it. */
interface Amount {
  amountMinor: number;
  currency: Currency;
}

/** Writes an amount as the shop does: `12,000원` in Korean, `₩12,000` in English. */
export function moneyText({ amountMinor, currency }: Amount, locale: Locale): string {
  if (locale === "ko" && currency === "KRW") return `${countText(amountMinor, locale)}원`;
  const digits = MINOR_DIGITS[currency];
  const format = new Intl.NumberFormat(TAGS[locale], {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amountMinor / 10 ** digits);
}

/** Writes points: `1,200점`, `1 point`. */
export function pointsText(points: number, locale: Locale): string {
  const count = countText(points, locale);
  if (locale === "ko") return `${count}점`;
  return points === 1 ? "1 point" : `${count} points`;
}

/** Writes how many there are: `2개`, `2 items`. */
export function unitsText(units: number, locale: Locale): string {
  const count = countText(units, locale);
  if (locale === "ko") return `${count}개`;
  return units === 1 ? "1 item" : `${count} items`;
}

/** Writes how often something was: `2번`, `once`, `2 times`. */
export function timesText(times: number, locale: Locale): string {
  const count = countText(times, locale);
  if (locale === "ko") return `${count}번`;
  return times === 1 ? "once" : `${count} times`;
}

/** Writes a moment in Seoul, and that it is Seoul's. */
export function timeText(at: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(TAGS[locale], {
    timeZone: "Asia/Seoul",
    dateStyle: "long",
    timeStyle: "short",
  });
  return locale === "ko" ? format.format(new Date(at)) : `${format.format(new Date(at))} (Seoul)`;
}

const TAGS: Record<Locale, string> = { ko: "ko-KR", en: "en-US" };

function countText(count: number, locale: Locale): string {
  return new Intl.NumberFormat(TAGS[locale]).format(count);
}
