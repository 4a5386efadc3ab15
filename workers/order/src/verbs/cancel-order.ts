/** Cancels an order, or units of it. @see specs/orders.md 34, 38 */
import type { CallContext } from "@edgemart/contracts/call";
import type { CancelInput } from "@edgemart/contracts/order";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { OrderRow } from "../core/rows.ts";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";
import { drive } from "./drive.ts";
import { driveChange } from "./drive-change.ts";
import { needsAccount, tooMany } from "./return-lines.ts";

/** What cancelling came to. */
export interface CancelOutcome {
  order: OrderRow;
  /** False: it goes on by itself. */
  isDone: boolean;
}

/** Who loses a compare-and-set decides anew so often. */
const TRIES_MAX = 3;

/** Cancels. @param order the caller's own, as it is now */
export async function cancelOrder(
  deps: Deps,
  order: OrderRow,
  input: CancelInput,
  who: Acting,
  call: CallContext,
): Promise<Result<CancelOutcome>> {
  let now = order;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const done = await cancelAsItIs(deps, now, input, who, call);
    if (done) return done;
    now = (await deps.orders.find(order.id)) ?? now;
  }
  return err("order_state_conflict");
}

/** Null when the order has moved on meanwhile. */
async function cancelAsItIs(
  deps: Deps,
  order: OrderRow,
  input: CancelInput,
  who: Acting,
  call: CallContext,
): Promise<Result<CancelOutcome> | null> {
  switch (order.state) {
    case "PENDING":
    case "PAYING":
    case "AWAITING_DEPOSIT":
      return cancelUnpaid(deps, order, input, who, call);
    case "PAID":
    // A repeated key finds what it did, also when that was all of the order.
    case "CANCELLED":
    case "COMPLETED":
      return cancelPaid(deps, order, input, who, call);
    case "PLACING":
    case "EXPIRED":
      return err("order_state_conflict");
  }
}

async function cancelUnpaid(
  deps: Deps,
  order: OrderRow,
  { lines }: CancelInput,
  who: Acting,
  call: CallContext,
): Promise<Result<CancelOutcome> | null> {
  // Of an unpaid order only all of it: the shopper places another one.
  if (lines !== undefined) return err("order_state_conflict");
  // Asked for before, under this key or another one: the end of the attempt goes on by itself.
  if (order.cancelRequested) return ok({ order, isDone: false });
  const held = await deps.changes.cancelUnpaid(order, who);
  if (!held) return null;
  const driven = await drive(deps, held, call);
  return ok({ order: driven.order, isDone: driven.order.state === "CANCELLED" });
}

async function cancelPaid(
  deps: Deps,
  order: OrderRow,
  input: CancelInput,
  who: Acting,
  call: CallContext,
): Promise<Result<CancelOutcome> | null> {
  const account = input.refundAccount ?? null;
  // A deposit goes back to an account of the payer's alone: asked for before anything is written.
  if (needsAccount(order) && account === null) return err("refund_account_required");
  const begun = await deps.changes.beginCancel({
    orderId: order.id,
    lines: input.lines ?? null,
    reason: input.reason,
    account,
    who,
  });
  switch (begun.kind) {
    case "begun": {
      const driven = await driveChange(deps, begun.held, call);
      return ok({ order: driven.order, isDone: driven.waits === null });
    }
    case "known": {
      const now = (await deps.orders.find(order.id)) ?? order;
      const isDone = now.changes.every(({ state }) => state !== "OPEN" && state !== "REFUNDING");
      return ok({ order: now, isDone });
    }
    case "reused":
      return err("idempotency_key_reused");
    case "too_many":
      return tooMany();
    case "conflict":
      return err("order_state_conflict");
  }
}
