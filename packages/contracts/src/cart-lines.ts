/** A line of a cart and the bounds of one, for the browser as well: free of zod. */

/** As many as a guest's cookie holds with room to spare. */
export const CART_LINES_MAX = 40;
/** Of one line. */
export const CART_QUANTITY_MAX = 99;
/** What a cart remembers of a price: wider than what a price may be set to, so that no older cart is refused. */
export const PRICE_SEEN_MINOR_MAX = 999_999_999_999;

/** A SKU a cart can hold: no character that ends a cookie's value or one of its parts. */
export const SKU = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** One line: how many of a SKU, and the price that was agreed to. */
export interface CartLine {
  sku: string;
  quantity: number;
  /** Price the shopper last agreed to, in minor units; null when the catalog could not say it. */
  priceSeenMinor: number | null;
}
