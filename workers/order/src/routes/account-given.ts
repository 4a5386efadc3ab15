/** Answers an account for a refund that waits for one: it is sealed, and the refund goes on. */
import type { RefundAccount } from "@edgemart/contracts/payment";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Context } from "hono";
import type { OrderRow } from "../core/rows.ts";
import { giveAccount } from "../verbs/give-account.ts";
import { callOf, type OrderAppEnv, refuse } from "./route.ts";
import { shownOrder } from "./shown-order.ts";

/** Notes the account and drives the change on. */
export async function accountGiven(
  c: Context<OrderAppEnv>,
  order: OrderRow | null,
  changeId: string,
  account: RefundAccount,
) {
  if (!order) return refuse(c, { code: "not_found" });
  const who = { actor: "shopper", key: null, audit: null };
  const given = await giveAccount(c.var.deps, order, { changeId, account }, who, callOf(c));
  if (!given.ok) return refuse(c, given.error);
  const shown = await shownOrder(c, given.value.order);
  return given.value.isDone ? versioned(200, shown) : versioned(202, shown, { "retry-after": "2" });
}
