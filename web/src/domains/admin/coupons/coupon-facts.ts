/** What a coupon takes off, and when, as people read it. Pure. */
import type { Locale } from "@edgemart/contracts/locale";
import type { AdminCoupon } from "@edgemart/contracts/order-terms";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { fill, type Messages } from "#messages/fill.ts";

type Texts = Messages["admin"]["terms"]["coupons"];

/** Writes `10%, up to ₩5,000`, or `₩3,000`. */
export function discountText(coupon: AdminCoupon, lang: Locale, texts: Texts): string {
  const { kind, value, currency, discountMaxMinor } = coupon;
  if (kind === "amount") return formatMoney({ amountMinor: value, currency }, lang);
  const percent = `${value}%`;
  if (discountMaxMinor === null) return percent;
  const amount = formatMoney({ amountMinor: discountMaxMinor, currency }, lang);
  return `${percent}, ${fill(texts.upTo, { amount })}`;
}

/** Writes its period; a word where it has none. */
export function periodText(coupon: AdminCoupon, lang: Locale, texts: Texts): string {
  const { startsAt, endsAt } = coupon;
  if (startsAt === null && endsAt === null) return texts.always;
  const time = (at: string | null) => (at === null ? "" : shownTime(at, lang, "minute"));
  return fill(texts.fromTo, { from: time(startsAt), to: time(endsAt) }).trim();
}

/** Writes how often it was used, of how many uses. */
export function usesText({ uses, usesMax }: AdminCoupon, lang: Locale, texts: Texts): string {
  const count = uses.toLocaleString(lang);
  return usesMax === null
    ? count
    : fill(texts.usesOf, { used: count, max: usesMax.toLocaleString(lang) });
}

/** Tells whether it can be used at a time, in ms: its period counts once it is switched on. */
export function stateOf(
  { active, startsAt, endsAt }: Pick<AdminCoupon, "active" | "startsAt" | "endsAt">,
  now: number,
): "on" | "off" | "over" | "notYet" {
  if (endsAt !== null && Date.parse(endsAt) <= now) return "over";
  if (!active) return "off";
  return startsAt !== null && Date.parse(startsAt) > now ? "notYet" : "on";
}
