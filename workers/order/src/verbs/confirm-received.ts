/** Completes an order by its owner's word that everything arrived. @see specs/orders.md 40 */
import type { CallContext } from "@edgemart/contracts/call";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { OrderRow } from "../core/rows.ts";
import type { Deps } from "../ports/deps.ts";
import { drive } from "./drive.ts";
import { driveSwept } from "./sweep.ts";

/** What completing came to. */
export interface Completed {
  order: OrderRow;
  /** False: its points are posted by themselves, later. */
  isDone: boolean;
}

/** Completes it; a completed one is no error. What the order still owes is done first, once. */
export async function confirmReceived(
  deps: Deps,
  order: OrderRow,
  call: CallContext,
  isAgain = false,
): Promise<Result<Completed, "order_state_conflict">> {
  const done = await deps.returns.complete(order.id, "shopper");
  switch (done.kind) {
    case "done": {
      if (done.held === null) return ok({ order: done.order, isDone: true });
      const driven = await drive(deps, done.held, call);
      return ok({ order: driven.order, isDone: driven.waits === null });
    }
    case "already":
      return ok({ order: (await deps.orders.find(order.id)) ?? order, isDone: true });
    case "owed": {
      const held = isAgain ? null : await deps.orders.takeOf(order.id);
      if (!held) return err("order_state_conflict");
      await driveSwept(deps, held, call);
      return confirmReceived(deps, order, call, true);
    }
    default:
      return err("order_state_conflict");
  }
}
