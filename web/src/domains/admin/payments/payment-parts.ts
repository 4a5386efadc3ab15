/** The small forms of a payment's page, by their parts. Pure. */
import type { AdminPaymentDetail } from "@edgemart/contracts/payment-admin";
import { partOf } from "../parts/part-of.ts";

/** Lists the forms that the page shows: exactly what the actions allow. */
export function paymentParts({ actions, refunds }: AdminPaymentDetail): string[] {
  return [
    ...actions,
    ...refunds.flatMap((refund) => refund.actions.map((act) => partOf(refund.id, act))),
  ];
}
