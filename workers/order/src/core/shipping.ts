/** What delivery costs. Pure. @see specs/orders.md 6 */
import type { Currency } from "@edgemart/contracts/money";

/** A way of delivery. */
export interface ShippingTerms {
  id: string;
  name: { ko: string; en: string };
  currency: Currency;
  feeMinor: number;
  /** From this much of goods on the fee is 0; null: never. */
  freeFromMinor: number | null;
  /** Added in remote areas, on free orders too. */
  remoteMinor: number;
}

/** What decides the fee. */
export interface Parcel {
  currency: Currency;
  /** After the discount. */
  goodsMinor: number;
  isRemote: boolean;
}

/** Gives the fee of one way of delivery, in minor units. */
export function feeOf(method: ShippingTerms, { goodsMinor, isRemote }: Parcel): number {
  const isFree = method.freeFromMinor !== null && goodsMinor >= method.freeFromMinor;
  return (isFree ? 0 : method.feeMinor) + (isRemote ? method.remoteMinor : 0);
}

/**
 * Chooses the way of delivery and gives its fee.
 *
 * @param methods active ones, in the shop's order
 * @param asked   id; the first of the currency where absent
 * @returns null when none delivers in this currency, or not the one asked for
 */
export function shippingFee(
  methods: readonly ShippingTerms[],
  asked: string | undefined,
  parcel: Parcel,
): { id: string; feeMinor: number } | null {
  const possible = methods.filter(({ currency }) => currency === parcel.currency);
  const method = asked === undefined ? possible[0] : possible.find(({ id }) => id === asked);
  return method ? { id: method.id, feeMinor: feeOf(method, parcel) } : null;
}
