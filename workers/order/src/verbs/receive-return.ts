/** Notes what arrived of a return, and gives its money back. @see specs/orders.md 39 */
import type { CallContext } from "@edgemart/contracts/call";
import type { ReceiptInput } from "@edgemart/contracts/order-fulfilment";
import { err, ok } from "@edgemart/contracts/result";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";
import type { ReturnOf } from "../ports/returns.ts";
import type { ActOutcome } from "./act-as-staff.ts";
import { driveChange } from "./drive-change.ts";
import { tooMany } from "./return-lines.ts";

/** Receives it; the refund is driven at once, and by the sweep where that does not end it. */
export async function receiveReturn(
  deps: Deps,
  which: ReturnOf,
  { lines }: ReceiptInput,
  who: Acting,
  call: CallContext,
): Promise<ActOutcome> {
  const came = await deps.returns.receive(which, lines, who);
  switch (came.kind) {
    case "done": {
      const driven = came.held && (await driveChange(deps, came.held, call));
      return ok({ isDone: driven?.waits == null });
    }
    case "known":
      return ok({ isDone: true });
    case "reused":
      return err("idempotency_key_reused");
    case "unknown":
      return err("not_found");
    case "too_many":
      return tooMany();
    case "conflict":
      return err("order_state_conflict");
  }
}
