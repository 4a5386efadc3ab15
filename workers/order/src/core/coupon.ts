/** What a coupon takes off an order. Pure. @see specs/orders.md 7 */
import type { Currency } from "@edgemart/contracts/money";
import { err, ok, type Result } from "@edgemart/contracts/result";

/** A coupon as it is now. */
export interface CouponTerms {
  code: string;
  name: { ko: string; en: string };
  kind: "percent" | "amount";
  /** 1–100, or minor units. */
  value: number;
  currency: Currency;
  discountMaxMinor: number | null;
  minimumMinor: number;
  /** For members alone, or limited per member, which comes to the same. */
  isForMembers: boolean;
  /** On, and within its period by the database's clock. */
  isOn: boolean;
  isUsedUp: boolean;
  version: number;
}

/**
 * Gives the discount in minor units, at most what the goods cost.
 *
 * Unknown, off, out of its period, of another currency or not for this caller: one answer, which does not say which.
 *
 * @param coupon null for a code that there is not
 * @returns `coupon_invalid` · `coupon_minimum`, with what is missing · `coupon_used_up`
 */
export function couponDiscount(
  coupon: CouponTerms | null,
  order: { itemsMinor: number; currency: Currency; memberId: string | null },
): Result<number> {
  if (!coupon?.isOn || coupon.currency !== order.currency) return err("coupon_invalid");
  if (coupon.isForMembers && order.memberId === null) return err("coupon_invalid");
  const missing = coupon.minimumMinor - order.itemsMinor;
  if (missing > 0) {
    return err("coupon_minimum", { detail: `${missing} ${order.currency} more is needed.` });
  }
  if (coupon.isUsedUp) return err("coupon_used_up");
  const full =
    coupon.kind === "percent" ? Math.floor((order.itemsMinor * coupon.value) / 100) : coupon.value;
  return ok(Math.min(full, coupon.discountMaxMinor ?? full, order.itemsMinor));
}

/**
 * Gives a coupon as an order sees it that takes another's place: the last use may be the other's own.
 *
 * @param takesItsUse the other one has reserved a use of it, or may have: then placing decides
 */
export function asReplacing<Offer extends CouponTerms | null | undefined>(
  coupon: Offer,
  takesItsUse: boolean,
): Offer {
  return coupon && takesItsUse ? { ...coupon, isUsedUp: false } : coupon;
}
