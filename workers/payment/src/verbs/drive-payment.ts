/** Goes on with a payment whose wait is over: asks the gateway, repeats what is unknown, gives back what is too much. */
import { attemptOf } from "../core/attempt.ts";
import type { PaymentRow } from "../core/payment-row.ts";
import type { Work } from "../ports/deps.ts";
import type { Told } from "../ports/payment-gateway.ts";
import type { Moved } from "../ports/payment-store.ts";
import { cancelAttempt } from "./cancel-attempt.ts";
import { customerOf } from "./customer.ts";
import { type Outcome, settle } from "./settle.ts";

/** Drives a payment of which the caller has the lease. @returns the row as it is then */
export async function drivePayment(taken: Moved<string>, work: Work): Promise<PaymentRow> {
  switch (taken.row.state) {
    case "CONFIRMING":
      return settle(taken.row, await confirmed(taken, work), work);
    case "AWAITING_DEPOSIT":
      return driveDeposit(taken, work);
    case "ORPHANED":
      return cancelAttempt(taken.row, work);
    default:
      return taken.row;
  }
}

/** A look tells what became of the request; while it tells nothing, the same request is sent again under the same key. */
async function confirmed(
  { row, isLongUnknown }: Moved<string>,
  work: Work,
): Promise<Told<Outcome>> {
  const attempt = attemptOf(row);
  const seen = await work.gateway.look({ ...attempt, paymentKey: row.paymentKey });
  if (seen.told.kind !== "not_found") return seen;
  // After 11 minutes the request cannot be under way any more.
  if (isLongUnknown) return { ...seen, told: { kind: "ended", why: "key_unknown" } };
  const again = await repeated(row, work);
  return { told: again.told, calls: [...seen.calls, ...again.calls] };
}

async function repeated(row: PaymentRow, work: Work): Promise<Told<Outcome>> {
  const attempt = attemptOf(row);
  if (row.paymentKey !== null) {
    const key = `confirm:${row.id}:${row.misses}`;
    return work.gateway.confirm({ ...attempt, paymentKey: row.paymentKey }, key);
  }
  // A card's number is not kept: what became of it is only looked up.
  const customer = row.page.bank === null ? null : await customerOf(row, work.sealer);
  if (!customer) return { told: { kind: "unknown" }, calls: [] };
  return work.gateway.issueAccount(attempt, customer, `issue:${row.id}`);
}

async function driveDeposit({ row, isOverdue }: Moved<string>, work: Work): Promise<PaymentRow> {
  const seen = await work.gateway.look({ ...attemptOf(row), paymentKey: row.paymentKey });
  const now = await settle(row, seen, work);
  if (now.state !== "AWAITING_DEPOSIT" || seen.told.kind !== "awaiting" || !isOverdue) return now;
  return cancelAttempt(now, work);
}
