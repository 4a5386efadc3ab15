/** Cancels at the gateway what an attempt left there in full: money of an ended one, or an account that waits for a deposit. */
import { RefundAccount } from "@edgemart/contracts/payment";
import { attemptOf } from "../core/attempt.ts";
import type { PaymentRow } from "../core/payment-row.ts";
import type { Work } from "../ports/deps.ts";
import type { Told } from "../ports/payment-gateway.ts";
import { type Outcome, settle } from "./settle.ts";

/**
 * Cancels in full under the key `void:{pay}:{refusals}`; a refusal is looked up: the money may be there, or gone already.
 *
 * Money in a virtual account cannot go back without the payer's account: it waits for an administrator.
 */
export async function cancelAttempt(row: PaymentRow, work: Work): Promise<PaymentRow> {
  if (row.paymentKey === null) return settle(row, unknown, work);
  const account = await accountOf(row, work);
  if (row.state === "ORPHANED" && row.account !== null && account === null) {
    return settle(row, { told: { kind: "stuck", why: "refund_account" }, calls: [] }, work);
  }
  const cancelled = await work.gateway.cancel({
    paymentId: row.id,
    refundId: null,
    paymentKey: row.paymentKey,
    currency: row.currency,
    cardMinor: row.cardMinor,
    key: `void:${row.id}:${row.voidRefusals}`,
    reason: `the attempt ended [${row.id}]`,
    amountMinor: null,
    balanceMinor: null,
    account,
  });
  const { told, calls } = cancelled;
  if (told.kind === "done") return settle(row, { told: { kind: "ended", why: null }, calls }, work);
  if (told.kind === "unavailable") return settle(row, { told, calls }, work);
  const seen = await work.gateway.look({ ...attemptOf(row), paymentKey: row.paymentKey });
  const both = { told: seen.told, calls: [...calls, ...seen.calls] };
  return settle(row, told.kind === "refused" ? afterRefusal(row, told.why, both) : both, work);
}

/** Names what the account of an ended attempt's money is sealed for: the row, and that use of it. */
export function voidAccountSeal(paymentId: string): string {
  return `${paymentId}:void`;
}

async function accountOf({ id, voidAccount }: PaymentRow, { sealer }: Work) {
  const text = voidAccount === null ? null : await sealer.open(voidAccount, voidAccountSeal(id));
  return text === null ? null : RefundAccount.parse(JSON.parse(text));
}

/** Codes that say where the money should go. */
const NEEDS_ACCOUNT = /^INVALID_(REFUND_ACCOUNT|BANK)/;
const unknown: Told<Outcome> = { told: { kind: "unknown" }, calls: [] };

/** What is still there after a refusal needs another key, because the refusal is stored under this one. */
function afterRefusal(row: PaymentRow, why: string, seen: Told<Outcome>): Told<Outcome> {
  const isOrphaned = row.state === "ORPHANED";
  const holds = isOrphaned ? ["paid", "foreign_amount"] : ["awaiting"];
  if (!holds.includes(seen.told.kind)) return seen;
  // A deposit has come into the account: it needs another account to go back to. Any other refusal is asked again, under
  // another key: an account that is still open must be closed.
  const isStuck = isOrphaned && NEEDS_ACCOUNT.test(why);
  return {
    ...seen,
    told: isStuck ? { kind: "stuck", why: "refund_account" } : { kind: "void_refused", why },
  };
}
