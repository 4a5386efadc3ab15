/** Takes what was bought out of a guest's cart; a member's is lessened by an event of the order. @see specs/orders.md 52 */
import type { Order } from "@edgemart/contracts/order";
import {
  type CookieCart,
  cartCookie,
  cartCookieName,
  readCartCookie,
} from "#domains/cart/cart-cookie.ts";
import type { WebConfig } from "#env.ts";

/** Gives the `Set-Cookie` of the cart without what was bought; none where nothing of it is in the cart. */
export function cookiesAfterPaying(
  cookie: string | null,
  config: WebConfig,
  bought: Pick<Order, "lines">["lines"],
): string[] {
  const name = cartCookieName(config.COOKIES_WITHOUT_PREFIX);
  const cart = readCartCookie(cookie, name);
  if (cart.base.kind !== "guest") return [];
  const left = withoutBought(cart, bought);
  return left ? [cartCookie(name, left)] : [];
}

/** The cart less the units that were bought; null where that changes nothing. */
export function withoutBought(
  cart: CookieCart,
  bought: readonly { sku: string; quantity: number }[],
): CookieCart | null {
  const counts = new Map(bought.map(({ sku, quantity }) => [sku, quantity]));
  if (!cart.lines.some(({ sku }) => counts.has(sku))) return null;
  const lines = cart.lines.flatMap((line) => {
    const quantity = line.quantity - (counts.get(line.sku) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  return { ...cart, lines };
}
