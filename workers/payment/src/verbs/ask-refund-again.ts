/** Lets a refused refund begin anew: of a deposit with another account, under the key that follows the refusal. */
import type { AdminRefund, RefundAgainInput } from "@edgemart/contracts/payment-admin";
import type { Work } from "../ports/deps.ts";
import type { Write } from "../ports/office.ts";
import { driveRefund } from "./drive-refund.ts";
import { officeWrite } from "./office-write.ts";

/**
 * Asks again.
 *
 * @returns the refund, DONE, refused again or under way · `refund_not_possible`: it is not a refused one, or the points
 *          of a charge are spent · `refund_account_required` · `refund_exceeds_balance`
 */
export async function askRefundAgain(
  refundId: string,
  { account, reason }: RefundAgainInput,
  write: Write,
  work: Work,
) {
  const { office, officeReads, sealer } = work;
  const sealed = account ? await sealer.seal(JSON.stringify(account), refundId) : null;
  return officeWrite(office, write, {
    run: () => office.askAgain(refundId, sealed, reason, write),
    after: async ({ events }) => {
      work.later(work.events.send(events));
      await driveRefund(refundId, work);
    },
    read: (): Promise<AdminRefund | null> => officeReads.refund(refundId),
  });
}
