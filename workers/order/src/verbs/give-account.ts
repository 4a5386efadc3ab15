/** Names the account that a refund waits for, and lets it go on. @see specs/orders.md 34 */
import type { CallContext } from "@edgemart/contracts/call";
import type { RefundAccount } from "@edgemart/contracts/payment";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { OrderRow } from "../core/rows.ts";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";
import { driveChange } from "./drive-change.ts";

/** What giving an account came to. */
export interface AccountGiven {
  order: OrderRow;
  isDone: boolean;
}

/** Seals the account and drives the change on. @returns `not_found` · `order_state_conflict`: it waits for none */
export async function giveAccount(
  deps: Deps,
  order: OrderRow,
  { changeId, account }: { changeId: string; account: RefundAccount },
  who: Acting,
  call: CallContext,
): Promise<Result<AccountGiven>> {
  if (!order.changes.some(({ id }) => id === changeId)) return err("not_found");
  const held = await deps.changes.giveAccount(order.id, changeId, account, who);
  if (!held) return err("order_state_conflict");
  // The statement read the order before it: the change's own row is a version older in it.
  const changes = held.order.changes.map((each) =>
    each.id === changeId ? { ...each, state: "REFUNDING", version: each.version + 1 } : each,
  );
  const now = { ...held.order, changes };
  const driven = await driveChange(deps, { ...held, order: now }, call);
  return ok({ order: driven.order, isDone: driven.waits === null });
}
