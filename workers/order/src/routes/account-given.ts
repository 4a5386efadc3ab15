/** Answers an account for a refund that waits for one: it is sealed, and the refund goes on. */
import type { RefundAccount } from "@edgemart/contracts/payment";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Context } from "hono";
import type { OrderRow } from "../core/rows.ts";
import { driveChange } from "../verbs/drive-change.ts";
import { callOf, type OrderAppEnv, refuse } from "./route.ts";
import { shownOrder } from "./shown-order.ts";

/** Notes the account and drives the change on. */
export async function accountGiven(
  c: Context<OrderAppEnv>,
  order: OrderRow | null,
  changeId: string,
  account: RefundAccount,
) {
  if (!order?.changes.some(({ id }) => id === changeId)) return refuse(c, { code: "not_found" });
  const held = await c.var.deps.changes.giveAccount(order.id, changeId, account);
  if (!held) return refuse(c, { code: "order_state_conflict" });
  const change = held.order.changes.map((each) =>
    each.id === changeId ? { ...each, state: "REFUNDING", version: each.version + 1 } : each,
  );
  const now = { ...held.order, changes: change };
  const driven = await driveChange(c.var.deps, { ...held, order: now }, callOf(c));
  const shown = await shownOrder(c, driven.order);
  return driven.waits === null
    ? versioned(200, shown)
    : versioned(202, shown, { "retry-after": "2" });
}
