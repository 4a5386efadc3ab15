/**
 * The unpaid order whose place a new one of the same cart takes. A shopper who goes back to the form would else be blocked
 * by the units and the coupon of their own order. @see specs/orders.md 11
 */
import { OrderId } from "@edgemart/contracts/ids";
import { fetchOrder, fetchOrders, type Shopper } from "#api/orders.ts";
import type { HeldOf } from "#domains/cart/own-held.ts";
import { shopperOf } from "#domains/orders/shopper.ts";
import type { WebConfig } from "#env.ts";
import { orderTokenOf, readOrderRights } from "#session/order-tokens.ts";
import { cookieNames } from "#session/session-cookies.ts";

/** Who orders, and the order whose place is taken; absent where there is none. */
export interface Replacing {
  shopper: Shopper;
  replaces?: string;
}

/**
 * Finds the newest order of this browser that is pending and shares a thing with the cart.
 *
 * @param skus of the cart
 * @returns without `replaces` where there is none, or where no one can tell: the order is then placed next to it
 */
export async function findReplaced(
  cookie: string | null,
  config: WebConfig,
  skus: readonly string[],
): Promise<Replacing> {
  const { replacing, order } = await newestOf(cookie, config, skus);
  return order ? replacing : { shopper: shopperOf(cookie, config, null) };
}

/** Makes the question for what that order holds, by SKU: for an order placed anew it is there. */
export function heldBy(cookie: string | null, config: WebConfig): HeldOf {
  return async (skus) => (await newestOf(cookie, config, skus)).order?.lines ?? [];
}

async function newestOf(cookie: string | null, config: WebConfig, skus: readonly string[]) {
  const { accessToken } = shopperOf(cookie, config, null);
  const id = accessToken ? await newestPending(accessToken) : newestRight(cookie, config);
  const replacing = replacingOf(cookie, config, id ?? "");
  if (replacing.replaces === undefined) return { replacing, order: null };
  const found = await fetchOrder(replacing.shopper, replacing.replaces);
  const isPending = found.ok && found.value.status === "PENDING";
  const isOfCart = isPending && found.value.lines.some(({ sku }) => skus.includes(sku));
  return { replacing, order: isOfCart ? found.value : null };
}

/** Reads which order the posted form takes the place of: the one that was found when the form was shown, as its key was made. */
export function replacingOf(cookie: string | null, config: WebConfig, posted: string): Replacing {
  const { accessToken } = shopperOf(cookie, config, null);
  const token = orderTokenOf(cookie, ordersCookie(config), posted);
  const { data: replaces } = OrderId.safeParse(posted);
  // A member's order is the account's; one that a guest placed is claimed first.
  const isOwn = accessToken ? token === null : token !== null;
  const shopper = { accessToken, orderToken: accessToken ? null : token };
  return replaces !== undefined && isOwn ? { shopper, replaces } : { shopper };
}

async function newestPending(accessToken: string): Promise<string | undefined> {
  const pending = await fetchOrders(accessToken, { status: "PENDING", limit: "1" });
  return pending.ok ? pending.value.items[0]?.id : undefined;
}

function newestRight(cookie: string | null, config: WebConfig): string | undefined {
  return readOrderRights(cookie, ordersCookie(config))[0]?.id;
}

function ordersCookie(config: WebConfig): string {
  return cookieNames(config.COOKIES_WITHOUT_PREFIX).orders;
}
