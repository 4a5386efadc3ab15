/** Finds an order for its owner: a member by the token's subject, a guest by the order's token. @see specs/orders.md 45, 46 */
import { OrderToken } from "@edgemart/contracts/order";
import type { Context } from "hono";
import type { OrderRow } from "../core/rows.ts";
import type { OrderAppEnv } from "./route.ts";

/** Name of the header that carries the token of a guest's order. */
export const ORDER_TOKEN_HEADER = "x-order-token";

/** Gives the order; null for one that is not there and for another's alike. */
export async function ownOrder(c: Context<OrderAppEnv>, orderId: string): Promise<OrderRow | null> {
  const order = await c.var.deps.orders.find(orderId);
  return order && (await isOwn(c, order)) ? order : null;
}

/** Tells whether the caller owns an order. A member's own is found without a token, a guest's with it alone. */
export async function isOwn(
  c: Context<OrderAppEnv>,
  { id, memberId, accessGen }: Pick<OrderRow, "id" | "memberId" | "accessGen">,
): Promise<boolean> {
  if (memberId !== null) return memberId === c.var.viewer?.memberId;
  return isTokenOf(c, id, accessGen);
}

/** Tells whether the request carries the token of an order. */
export async function isTokenOf(
  c: Context<OrderAppEnv>,
  orderId: string,
  accessGen: number,
): Promise<boolean> {
  const token = OrderToken.safeParse(c.req.header(ORDER_TOKEN_HEADER));
  return token.success && (await c.var.deps.tokens.matches(token.data, orderId, accessGen));
}
