/** Drives a change: the money back first, then the goods and the points, whatever became of the refund. @see specs/orders.md 31.11 */
import type { CallContext } from "@edgemart/contracts/call";
import type { ChangeRow } from "../core/change-rows.ts";
import {
  afterRefund,
  type RefundEnd,
  restocked,
  restockIdOf,
  stillEarned,
} from "../core/change-saga.ts";
import type { Held, OrderRow } from "../core/rows.ts";
import { earnDue } from "../core/saga.ts";
import type { ChangeDeps } from "../ports/deps.ts";

/** The state of a change after it was driven. */
export interface ChangeDriven {
  order: OrderRow;
  /** Why it is tried again later; null when it ended. */
  waits: string | null;
}

/** Drives a change whose step is held. */
export async function driveChange(
  deps: ChangeDeps,
  held: Held,
  call: CallContext,
): Promise<ChangeDriven> {
  try {
    return await tryChange(deps, held, call);
  } catch (thrown) {
    deps.noteFailure(held.step.name, held.order.id, thrown);
    return again(deps, held, thrown instanceof Error ? thrown.name : "Error");
  }
}

async function tryChange(deps: ChangeDeps, held: Held, call: CallContext): Promise<ChangeDriven> {
  const change = changeOf(held.order, held.step.subject);
  if (change === null || change.state === "DONE" || change.state === "FAILED") {
    const settled = await deps.orders.settle(held, { kind: "done" });
    return { order: settled?.order ?? held.order, waits: null };
  }
  if (change.state !== "REFUNDING") {
    const begun = await deps.changes.moveChange(held, change, { to: "REFUNDING" });
    const order = begun?.order ?? (await deps.orders.find(held.order.id));
    return order
      ? tryChange(deps, { ...held, order: withStart(order, change) }, call)
      : again(deps, held, "lost");
  }
  const { order } = held;
  const end = await refund(deps, order, change, call);
  if (end === null) return again(deps, held, "refund_pending");
  const shelf = await giveBack(deps, order, change, call);
  if (shelf !== null) return again(deps, held, shelf);
  await earnLess(deps, order, change, call);
  const move =
    end.state === "DONE" ? ({ to: "DONE" } as const) : { to: "FAILED" as const, why: end.why };
  await deps.changes.moveChange(held, change, move);
  // Moved by this drive or by another one: what is there now.
  return { order: (await deps.orders.find(order.id)) ?? order, waits: null };
}

/** The statement that moved the change read the order before it: the change's own row is a version older in it. */
function withStart(order: OrderRow, from: ChangeRow): OrderRow {
  const changes = order.changes.map((each) =>
    each.id === from.id && each.version === from.version
      ? { ...each, state: "REFUNDING", version: from.version + 1 }
      : each,
  );
  return { ...order, changes };
}

async function refund(
  { payment, changes }: ChangeDeps,
  order: OrderRow,
  change: ChangeRow,
  call: CallContext,
): Promise<RefundEnd> {
  // Nothing was paid for it: there is nothing to give back.
  if (change.cardMinor === 0 && change.pointAmount === 0) return { state: "DONE" };
  const account = await changes.accountOf(change.id);
  const answer = await payment.refund(
    {
      purpose: "order",
      refundId: change.refundId,
      paymentId: order.paymentId ?? "",
      cardMinor: change.cardMinor,
      pointAmount: change.pointAmount,
      why: change.reason || "cancelled",
      ...(account && { account }),
    },
    call,
  );
  return afterRefund(answer);
}

/** Sells what is pinned, because its own step may never run, and puts the units back. @returns what keeps it from being done */
async function giveBack(
  { stock }: ChangeDeps,
  order: OrderRow,
  change: ChangeRow,
  call: CallContext,
): Promise<string | null> {
  const lines = restocked(order, change);
  if (lines.length === 0) return null;
  const { holdId } = order;
  const sold = await stock.commit({ holdId }, call);
  if (sold.state !== "committed") return `commit_${sold.state}`;
  const answer = await stock.restock({ restockId: restockIdOf(change), holdId, lines }, call);
  return answer.state === "restocked" ? null : `restock_${answer.state}`;
}

async function earnLess(
  { payment, settings }: ChangeDeps,
  order: OrderRow,
  change: ChangeRow,
  call: CallContext,
): Promise<void> {
  if (order.memberId === null || change.kind === "goodwill") return;
  const amount = stillEarned(order, settings.pointsEarnPercent);
  const due = earnDue(order.paidAt ?? order.placedAt);
  const earning = { orderId: order.id, memberId: order.memberId, n: change.n + 1, amount, due };
  await payment.earn(earning, call);
}

async function again(deps: ChangeDeps, held: Held, error: string): Promise<ChangeDriven> {
  const settled = await deps.orders.settle(held, { kind: "again", error });
  return { order: settled?.order ?? held.order, waits: error };
}

function changeOf({ changes }: OrderRow, id: string): ChangeRow | null {
  return changes.find((each) => each.id === id) ?? null;
}
