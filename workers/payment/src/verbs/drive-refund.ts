/** Goes on with a refund: asks the gateway for it, or looks whether it happened. @see specs/payments.md 33 */
import { RefundAccount } from "@edgemart/contracts/payment";
import { attemptOf } from "../core/attempt.ts";
import type { RefundRow } from "../core/payment-view.ts";
import { cancelOf, cancelReason, cancelsIn, transferOf } from "../core/refund.ts";
import type { CancelOutcome, Settlement } from "../core/settlement.ts";
import { waitsAfter } from "../core/waits.ts";
import type { Work } from "../ports/deps.ts";
import type { GatewayCall, Told } from "../ports/payment-gateway.ts";
import type { RefundMoved } from "../ports/refund-store.ts";
import type { Outcome } from "./settle.ts";

/** Drives a refund one step. @returns its row as it is then; null when there is none */
export async function driveRefund(refundId: string, work: Work): Promise<RefundRow | null> {
  const taken = await work.refunds.begin(refundId);
  if (!("row" in taken)) return null;
  if (taken.did === "wait" || taken.did === "is") return taken.refund;
  const { told, calls } = await (taken.did === "transfer"
    ? transferred(taken, work)
    : outcomeOf(taken, work));
  const settled = await work.refunds.settle(
    refundId,
    taken.refund.version,
    told,
    calls,
    waitsAfter(taken.refund.tries, work.pace),
  );
  if (!("row" in settled)) return null;
  work.later(work.events.send(settled.events));
  return settled.refund;
}

/**
 * A refund happened exactly if the gateway lists a cancellation with its id. Of a deposit it is looked first, each time:
 * one that the bank took back would be "cancelled" as an account that is still empty, and no money would go anywhere.
 */
async function outcomeOf(taken: RefundMoved<string>, work: Work): Promise<Told<Outcome>> {
  const calls: GatewayCall[] = [];
  if (taken.did === "look" || taken.row.instrument.kind === "virtual_account") {
    const found = await find(taken, work, calls);
    if (found) return { told: found, calls };
    // After 14 days a key may be forgotten: the same request could give the money back twice.
    if (taken.isOld) return { told: { kind: "unknown" }, calls };
  }
  const cancelled = await cancel(taken, work);
  calls.push(...cancelled.calls);
  const { told } = cancelled;
  if (told.kind === "unknown" || told.kind === "unavailable") return { told, calls };
  if (told.kind === "done") {
    const listed = doneIn(taken.refund.id, told.settlement);
    return { told: listed ?? { kind: "unknown" }, calls };
  }
  // "Not cancelable" may be said of what an earlier, unheard request has cancelled.
  const found = await find(taken, work, calls);
  return { told: found ?? { kind: "refused", why: told.why }, calls };
}

/** Looks whether the money of a refund that the gateway has booked has arrived. */
async function transferred(
  { row, refund }: RefundMoved<string>,
  work: Work,
): Promise<Told<Outcome>> {
  const { told, calls } = await work.gateway.look({
    ...attemptOf(row),
    paymentKey: row.paymentKey,
  });
  const found = cancelOf(refund.id, cancelsIn(told) ?? []);
  return { told: { kind: "transfer", transfer: found && transferOf(found) }, calls };
}

async function cancel(taken: RefundMoved<string>, work: Work): Promise<Told<CancelOutcome>> {
  const { row, refund, byHandCard } = taken;
  const account = await accountOf(refund, work);
  return work.gateway.cancel({
    paymentId: row.id,
    refundId: refund.id,
    paymentKey: row.paymentKey ?? "",
    currency: row.currency,
    cardMinor: row.cardMinor,
    key: `refund:${refund.id}:${refund.refusals}`,
    reason: cancelReason(refund.reason, refund.id),
    amountMinor: refund.cardMinor,
    balanceMinor: row.cardMinor - (row.refundedCard - byHandCard),
    account,
  });
}

async function accountOf(refund: RefundRow, { sealer }: Work) {
  const text = refund.sealedAccount ? await sealer.open(refund.sealedAccount, refund.id) : null;
  return text === null ? null : RefundAccount.parse(JSON.parse(text));
}

async function find(
  { row, refund }: RefundMoved<string>,
  work: Work,
  calls: GatewayCall[],
): Promise<Outcome | null> {
  const seen = await work.gateway.look({ ...attemptOf(row), paymentKey: row.paymentKey });
  calls.push(...seen.calls);
  if (cancelsIn(seen.told) === null) return { kind: "unknown" };
  const done = doneIn(refund.id, seen.told);
  if (done || seen.told.kind !== "awaiting") return done;
  return { kind: "refused", why: "deposit_reversed" };
}

function doneIn(refundId: string, settlement: Settlement): Outcome | null {
  const found = cancelOf(refundId, cancelsIn(settlement) ?? []);
  return found && { kind: "done", transactionKey: found.transactionKey };
}
