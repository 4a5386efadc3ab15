/** Ends a return by its owner's word, until the goods have arrived. @see specs/orders.md 39 */
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { OrderRow } from "../core/rows.ts";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";

/** Withdraws it; one that is withdrawn is no error. */
export async function withdrawReturn(
  deps: Deps,
  order: OrderRow,
  changeId: string,
  who: Acting,
): Promise<Result<OrderRow, "not_found" | "idempotency_key_reused" | "order_state_conflict">> {
  const moved = await deps.returns.move({ orderId: order.id, changeId }, "WITHDRAWN", who);
  switch (moved.kind) {
    case "done":
      return ok(moved.order);
    case "known":
    case "already":
      return ok((await deps.orders.find(order.id)) ?? order);
    case "reused":
      return err("idempotency_key_reused");
    case "unknown":
      return err("not_found");
    case "conflict":
      return err("order_state_conflict");
  }
}
