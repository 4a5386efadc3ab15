/** What a posted form asks of the cart. Pure. */
import { CART_QUANTITY_MAX, SKU } from "@edgemart/contracts/cart-lines";

export type CartWish =
  | { kind: "add"; what: { sku: string } | { slug: string }; quantity: number }
  | { kind: "set"; sku: string; quantity: number }
  | { kind: "accept" };

const SLUG = /^[a-z0-9-]{1,120}$/;

/**
 * Reads `do` (add, set, accept), `sku` or `slug`, and `quantity` (`to` of a pressed button before it); null for what no form of ours sends.
 *
 * A quantity that is no whole number is 1 when adding and refused when setting; 0 takes a line away.
 */
export function cartWish(text: (name: string) => string): CartWish | null {
  const sku = text("sku");
  const typed = (text("to") || text("quantity")).trim();
  const quantity = /^\d{1,4}$/.test(typed) ? Math.min(CART_QUANTITY_MAX, Number(typed)) : null;
  switch (text("do")) {
    case "add": {
      const count = Math.max(1, quantity ?? 1);
      if (SKU.test(sku)) return { kind: "add", what: { sku }, quantity: count };
      const slug = text("slug");
      return SLUG.test(slug) ? { kind: "add", what: { slug }, quantity: count } : null;
    }
    case "set":
      return SKU.test(sku) && quantity !== null ? { kind: "set", sku, quantity } : null;
    case "accept":
      return { kind: "accept" };
    default:
      return null;
  }
}
