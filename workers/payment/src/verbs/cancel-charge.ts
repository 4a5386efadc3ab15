/** Pays a charge back while none of its points is spent or held. */
import type { Refund } from "@edgemart/contracts/payment";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Work } from "../ports/deps.ts";
import { driveRefund } from "./drive-refund.ts";

/**
 * Cancels a charge. The lot is held in the statement that reserves the refund, so it is not spent while the gateway
 * answers. Repeated, it answers the refund there is.
 *
 * @returns the refund, DONE or under way · `not_found` · `refund_not_possible`: not paid, spent in part, or refused
 */
export async function cancelCharge(
  { memberId, paymentId }: { memberId: string; paymentId: string },
  work: Work,
): Promise<Result<Refund, "not_found" | "refund_not_possible">> {
  const payment = await work.reads.one(memberId, paymentId);
  if (payment?.purpose !== "point_charge") return err("not_found");
  const before = await current(memberId, paymentId, work);
  if (!before) {
    const asked = await work.charges.requestRefund({
      id: work.newRefundId(),
      ...{ purpose: "point_charge", paymentId, kind: "charge" },
      ...{ cardMinor: payment.cardAmount.amountMinor, pointAmount: 0 },
      reason: "points paid back",
      sealedAccount: null,
    });
    // Another cancel of this moment reserved it first.
    if (!("row" in asked) && asked.did !== "exceeds") return err("refund_not_possible");
    if ("row" in asked) {
      work.later(work.events.send(asked.events));
      await driveRefund(asked.refund.id, work);
    }
  }
  const refund = await current(memberId, paymentId, work);
  return refund ? ok(refund) : err("refund_not_possible");
}

/** The refund that is done or under way; a refused one is over. */
async function current(memberId: string, paymentId: string, { reads }: Work) {
  const refunds = await reads.refunds(memberId, paymentId);
  return refunds?.find(({ status }) => status !== "REFUSED") ?? null;
}
