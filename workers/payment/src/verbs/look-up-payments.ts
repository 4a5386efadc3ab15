/** Tells owners where their payments are; what is due is asked of the gateway first. */
import type { OpenInput, PaymentFacts } from "@edgemart/contracts/payment-saga";
import { attemptOf, factsOf, unknownFacts } from "../core/attempt.ts";
import type { Work } from "../ports/deps.ts";
import { drivePayment } from "./drive-payment.ts";

/** Payments of one question that are asked of the gateway: a Worker has six connections. */
const ASKED_MAX = 6;
const IDS_MAX = 100;

/** Looks payments up, in the order asked. */
export async function lookUpPayments(
  purpose: OpenInput["purpose"],
  paymentIds: readonly string[],
  work: Work,
): Promise<PaymentFacts[]> {
  const ids = paymentIds.slice(0, IDS_MAX);
  const due = await work.payments.takeDue(ids, ASKED_MAX);
  // One that could not be asked is answered as it is.
  await Promise.allSettled(due.map((each) => drivePayment(each, work)));
  const rows = await work.payments.read(purpose, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    return row ? factsOf(row, work.gateway.next(attemptOf(row))) : unknownFacts(id);
  });
}
