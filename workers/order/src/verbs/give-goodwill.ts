/** Gives money back without units: card money first, then points. @see specs/orders.md 42 */
import type { CallContext } from "@edgemart/contracts/call";
import type { GoodwillInput } from "@edgemart/contracts/order-administration";
import { err, ok } from "@edgemart/contracts/result";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";
import type { ActOutcome } from "./act-as-staff.ts";
import { driveChange } from "./drive-change.ts";

/** Begins the refund and drives it. @returns `refund_exceeds_balance` · `refund_account_required` · `order_state_conflict` */
export async function giveGoodwill(
  deps: Deps,
  orderId: string,
  { amountMinor, reason, refundAccount }: GoodwillInput,
  who: Acting,
  call: CallContext,
): Promise<ActOutcome> {
  const goodwill = { orderId, amountMinor, reason, account: refundAccount ?? null };
  const begun = await deps.adminActs.beginGoodwill(goodwill, who);
  switch (begun.kind) {
    case "begun":
      return ok({ isDone: (await driveChange(deps, begun.held, call)).waits === null });
    case "known":
      return ok({ isDone: true });
    case "reused":
      return err("idempotency_key_reused");
    case "exceeds":
      return err("refund_exceeds_balance");
    case "account_required":
      return err("refund_account_required");
    case "conflict":
      return err("order_state_conflict");
  }
}
