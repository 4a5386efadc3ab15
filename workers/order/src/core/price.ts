/** The price of an order from catalog's prices and the shop's terms. Pure. @see specs/orders.md 3–7 */
import type { Currency } from "@edgemart/contracts/money";
import { ORDER_TOTAL_MAX } from "@edgemart/contracts/order";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { CouponTerms } from "./coupon.ts";
import { couponDiscount } from "./coupon.ts";
import { divide } from "./divide.ts";
import { type ShippingTerms, shippingFee } from "./shipping.ts";

/** A line with the unit price of now. */
export interface PricedLine {
  sku: string;
  unitMinor: number;
  currency: Currency;
  quantity: number;
}

/** An order's amounts. */
export interface Priced {
  currency: Currency;
  itemsMinor: number;
  discountMinor: number;
  shippingMinor: number;
  totalMinor: number;
  /** Discount of each line, in their order. */
  discounts: number[];
  shippingMethod: string;
}

/** The shop's terms, as they were when they were read. */
export interface ShopTerms {
  /** Active ones, in the shop's order. */
  methods: readonly ShippingTerms[];
  /** The postcode asked for is in a remote area. */
  isRemote: boolean;
  /** Undefined without a code; null for a code there is not. */
  coupon: CouponTerms | null | undefined;
  /** The member that was named has used it as often as one may. */
  isOwnLimitReached?: boolean;
}

/** What else decides the price. */
export interface PriceTerms extends ShopTerms {
  memberId: string | null;
  /** The method asked for; the first that there is where absent. */
  shippingMethod: string | undefined;
}

/**
 * Prices an order.
 *
 * @param lines at least one
 * @returns `currency_mixed` · `order_too_large` · `coupon_invalid` · `coupon_minimum` · `coupon_used_up` · `shipping_unavailable`
 */
export function priceOf(lines: readonly PricedLine[], terms: PriceTerms): Result<Priced> {
  const currency = lines[0]?.currency;
  if (currency === undefined || lines.some((line) => line.currency !== currency)) {
    return err("currency_mixed");
  }
  const gross = lines.map(({ unitMinor, quantity }) => unitMinor * quantity);
  const itemsMinor = gross.reduce((sum, each) => sum + each, 0);
  if (itemsMinor > ORDER_TOTAL_MAX) return err("order_too_large");
  const discounted = discountOf(itemsMinor, currency, terms);
  if (!discounted.ok) return discounted;
  const discountMinor = discounted.value;
  const shipping = shippingFee(terms.methods, terms.shippingMethod, {
    currency,
    goodsMinor: itemsMinor - discountMinor,
    isRemote: terms.isRemote,
  });
  if (!shipping) return err("shipping_unavailable");
  const totalMinor = itemsMinor - discountMinor + shipping.feeMinor;
  if (totalMinor > ORDER_TOTAL_MAX) return err("order_too_large");
  return ok({
    currency,
    itemsMinor,
    discountMinor,
    shippingMinor: shipping.feeMinor,
    totalMinor,
    discounts: divide(discountMinor, gross),
    shippingMethod: shipping.id,
  });
}

function discountOf(itemsMinor: number, currency: Currency, terms: PriceTerms): Result<number> {
  if (terms.coupon === undefined) return ok(0);
  return couponDiscount(terms.coupon, { itemsMinor, currency, memberId: terms.memberId });
}

/** Points that a paid order earns: of the goods' card part, floored; none for shipping or what points paid. */
export function pointsEarned(
  cardOfGoodsMinor: number,
  currency: Currency,
  percent: number,
): number {
  return currency === "KRW" ? Math.floor((cardOfGoodsMinor * percent) / 100) : 0;
}

/** VAT that is part of an amount: an eleventh, rounded. */
export function vatOf(amountMinor: number): number {
  return Math.round(amountMinor / 11);
}
