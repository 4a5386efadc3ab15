/** Cancels an order that was paid after its owner had asked for its end. @see specs/orders.md 34 */
import type { CallContext } from "@edgemart/contracts/call";
import type { Held } from "../core/rows.ts";
import type { Deps } from "../ports/deps.ts";
import { driveChange } from "./drive-change.ts";

/** Begins the cancellation, once: what is begun deletes the step that asked for it. */
export async function cancelAll(
  deps: Deps,
  { order, step }: Held,
  call: CallContext,
): Promise<void> {
  const begun = await deps.changes.beginCancel({
    orderId: order.id,
    lines: null,
    reason: "cancelled",
    account: null,
    who: { actor: "saga", key: null, audit: null },
  });
  if (begun.kind === "begun") await driveChange(deps, begun.held, call);
  else await deps.orders.settle({ order, step }, { kind: "done" });
}
