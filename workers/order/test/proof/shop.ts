/** The small shop that every schedule begins with: less on the shelf than all want, one member with points, one coupon. */
import type { ShippingTerms } from "../../src/core/shipping.ts";
import type { PricedSku } from "./model/stock.ts";

/** Units on the shelf. */
export const ON_HAND = { MUG: 3, LAMP: 2 } as const;
/** Prices; a shipping fee is added below 50 000. */
export const PRICES: ReadonlyMap<string, PricedSku> = new Map([
  ["MUG", { priceMinor: 10_003, currency: "KRW" }],
  ["LAMP", { priceMinor: 31_007, currency: "KRW" }],
]);
/** Seconds a hold lasts, and an attempt. */
export const HOLD_SECONDS = 900;
export const READY_SECONDS = 1_200;
/** Points the member begins with. */
export const POINTS = 50_000;
/** A coupon with one use. */
export const COUPON = "ONLY-ONE";
/** Its uses, in all. */
export const COUPON_USES = 1;
/** Of what a card paid for goods. */
export const EARN_PERCENT = 1;
/** How it is sent. */
export const STANDARD: ShippingTerms = {
  ...{ id: "standard", name: { ko: "일반 택배", en: "Standard" }, currency: "KRW" },
  ...{ feeMinor: 3_000, freeFromMinor: 50_000, remoteMinor: 3_000 },
};
/** Deducted for a return after a change of mind, in won. */
export const RETURN_FEE = 3_000;
