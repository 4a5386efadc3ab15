/** Sends the deposited money of an ended attempt back to the account that its payer named. @see specs/payments.md 15 */
import type { AdminPaymentDetail, VoidAccountInput } from "@edgemart/contracts/payment-admin";
import type { Work } from "../ports/deps.ts";
import type { Write } from "../ports/office.ts";
import { cancelAttempt, voidAccountSeal } from "./cancel-attempt.ts";
import { officeWrite } from "./office-write.ts";

/**
 * Keeps the account, sealed, and cancels at the gateway at once.
 *
 * @returns the payment: VOIDED, or ORPHANED while the gateway has not answered or refuses the account ·
 *          `refund_not_possible`: it is not money of an ended attempt in a virtual account
 */
export async function giveVoidAccount(
  paymentId: string,
  { account, reason }: VoidAccountInput,
  write: Write,
  work: Work,
) {
  const { office, officeReads, sealer } = work;
  const sealed = await sealer.seal(JSON.stringify(account), voidAccountSeal(paymentId));
  return officeWrite(office, write, {
    run: () => office.giveVoidAccount(paymentId, sealed, reason, write),
    after: async ({ row, events }) => {
      work.later(work.events.send(events));
      await cancelAttempt(row, work);
    },
    read: (): Promise<AdminPaymentDetail | null> => officeReads.one(paymentId),
  });
}
