/** Who asks about an order: the guest whose browser keeps its token, else the signed-in member. */
import type { Shopper } from "#api/orders.ts";
import type { WebConfig } from "#env.ts";
import { readCookie } from "#session/cookies.ts";
import { orderTokenOf } from "#session/order-tokens.ts";
import { cookieNames } from "#session/session-cookies.ts";

/** Reads both credentials of a browser. @param orderId null where no order is there yet */
export function shopperOf(
  cookie: string | null,
  config: WebConfig,
  orderId: string | null,
): Shopper {
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  return {
    accessToken: readCookie(cookie, names.access),
    orderToken: orderId === null ? null : orderTokenOf(cookie, names.orders, orderId),
  };
}
