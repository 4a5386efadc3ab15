/** Opens a return, for an owner or by staff. @see specs/orders.md 39 */
import type { ReturnInput } from "@edgemart/contracts/order-fulfilment";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { returnFee } from "../core/return-terms.ts";
import type { OrderRow } from "../core/rows.ts";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";

/** Why no return was opened. */
export type ReturnError =
  | "refund_account_required"
  | "idempotency_key_reused"
  | "validation_failed"
  | "order_state_conflict"
  | "return_window_closed";

/** Opens it. @param isAgreed staff open it: it waits for the goods alone */
export async function returnLines(
  deps: Deps,
  order: OrderRow,
  input: ReturnInput,
  who: Acting,
  isAgreed: boolean,
): Promise<Result<OrderRow, ReturnError>> {
  const account = input.refundAccount ?? null;
  if (needsAccount(order) && account === null) return err("refund_account_required");
  const { lines, reason, note } = input;
  const feeMinor = returnFee(reason, order, deps.settings.returnFeeMinor);
  const asking = { orderId: order.id, lines, reason, note, account, feeMinor, isAgreed };
  const asked = await deps.returns.ask(asking, who);
  switch (asked.kind) {
    case "done":
      return ok(asked.order);
    case "known":
      return ok((await deps.orders.find(order.id)) ?? order);
    case "reused":
      return err("idempotency_key_reused");
    case "closed":
      return err("return_window_closed");
    case "conflict":
      return err("order_state_conflict");
    case "too_many":
      return tooMany();
  }
}

/** Refuses more units than a line has left. */
export function tooMany() {
  const message = "must be at most what is left of the line";
  return err("validation_failed", { errors: [{ path: "lines", code: "too_big", message }] });
}

/** Tells whether money of an order goes back to an account that its payer must name: a deposit that is there. */
export function needsAccount({ instrument, cardMinor, attention }: OrderRow): boolean {
  return instrument === "virtual_account" && cardMinor > 0 && attention !== "deposit_reversed";
}
