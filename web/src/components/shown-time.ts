/** Writes times and countries for people: shop time (Korea), the page's language. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

const TAG: Record<Locale, string> = { ko: "ko-KR", en: "en-GB" };

/** @param iso RFC 3339 in UTC @param style `day` leaves the clock out */
export function shownTime(iso: string, lang: Locale, style: "day" | "minute" | "second"): string {
  const clock =
    style === "day" ? {} : ({ timeStyle: style === "second" ? "medium" : "short" } as const);
  const dateStyle = style === "second" ? "medium" : "long";
  return new Intl.DateTimeFormat(TAG[lang], {
    dateStyle,
    ...clock,
    timeZone: "Asia/Seoul",
  }).format(new Date(iso));
}

/** @param code ISO 3166-1 alpha-2; given back when it has no name */
export function countryName(code: string, lang: Locale): string {
  try {
    return new Intl.DisplayNames([TAG[lang]], { type: "region" }).of(code) ?? code;
  } catch {
    return code; // not a code the runtime knows the form of
  }
}
