/** Answers what staff do to an order: the order as it is then, or why nothing was done. */
import { problem } from "@edgemart/worker-kit/create-app";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Write } from "@edgemart/worker-kit/write-terms";
import type { Context } from "hono";
import type { OrderRow } from "../core/rows.ts";
import type { Acting } from "../ports/changes.ts";
import { type ActOutcome, actAsStaff } from "../verbs/act-as-staff.ts";
import { NOT_EXECUTED, type OrderAppEnv, refuse } from "./route.ts";
import { shownAdminOrder } from "./shown-admin-order.ts";

/** What is done to which order, and what the audit says of it. */
export interface StaffAct {
  orderId: string;
  write: Write;
  /** `order.<past participle>`. */
  action: string;
  because: string;
}

/** Runs the act once for its key, and shows the order. */
export async function staffAct(
  c: Context<OrderAppEnv>,
  { orderId, write, action, because }: StaffAct,
  act: (order: OrderRow, who: Acting) => Promise<ActOutcome>,
) {
  const { viewer, key } = write;
  const who = { actor: viewer.memberId, key, audit: { action, because } };
  const done = await actAsStaff(c.var.deps, orderId, who, (order) => act(order, who));
  if (!done.ok) {
    const isOwn = done.error.code === "idempotency_key_reused";
    return isOwn ? problem(c, done.error) : refuse(c, done.error);
  }
  const shown = await shownAdminOrder(c, orderId);
  if (!shown) return refuse(c, { code: "not_found" });
  if (done.value.isDone) return versioned(200, shown);
  return versioned(202, shown, { "retry-after": "2", ...NOT_EXECUTED });
}
