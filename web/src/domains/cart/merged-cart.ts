/** How a browser's cart and its member's become one: the one merge function of the shop. Pure. */
import type { Cart } from "@edgemart/contracts/cart";
import { CART_LINES_MAX, type CartLine } from "@edgemart/contracts/cart-lines";
import type { CookieCart } from "./cart-cookie.ts";

/**
 * Merges a browser's cart into its member's: the larger quantity of each SKU, the member's lines first.
 *
 * The larger and not the sum, so that merging twice is merging once: a sign-in posted twice, or from a second tab,
 * buys nothing more. What does not fit is left out. A copy adds nothing: its lines were read from the member's cart.
 */
export function mergedInto(mine: readonly CartLine[], { base, lines }: CookieCart): CartLine[] {
  if (base.kind === "mirror") return [...mine];
  const bySku = new Map(mine.map((line) => [line.sku, line]));
  for (const line of lines) {
    const known = bySku.get(line.sku);
    if (!known || known.quantity < line.quantity) bySku.set(line.sku, line);
  }
  return [...bySku.values()].slice(0, CART_LINES_MAX);
}

/** Gives what a browser's cart becomes next to its member's: the member's lines with a guest's merged in, under their version. */
export function asSeenBy(
  copy: CookieCart,
  { items, version }: Pick<Cart, "items" | "version">,
): CookieCart {
  return { base: { kind: "mirror", version }, lines: mergedInto(items, copy) };
}
