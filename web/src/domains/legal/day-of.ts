/** A day as people write it in either language. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

/** @param day `2026-11-01` @returns `2026년 11월 1일`, `November 1, 2026` */
export function dayOf(day: string, lang: Locale): string {
  const tag = lang === "ko" ? "ko-KR" : "en-US";
  return new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
}
