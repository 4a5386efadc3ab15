/** Gives money and points back: first reserved, then asked of the gateway. @see specs/payments.md 32 */
import type { RefundAccount } from "@edgemart/contracts/payment";
import type { PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import type { RefundRow } from "../core/payment-view.ts";
import type { Work } from "../ports/deps.ts";
import type { NewRefund } from "../ports/refund-store.ts";
import { driveRefund } from "./drive-refund.ts";

type Refunded = Awaited<ReturnType<PaymentSagaRpc["refund"]>>;

/** Refunds; repeated with the same id it goes on from where it is. */
export async function refundPayment(
  input: Omit<NewRefund, "sealedAccount"> & { account: RefundAccount | undefined },
  work: Work,
): Promise<Refunded> {
  const { account, ...refund } = input;
  const sealedAccount = account ? await work.sealer.seal(JSON.stringify(account), refund.id) : null;
  const asked = await work.refunds.request({ ...refund, sealedAccount });
  if (!("row" in asked)) {
    return asked.did === "not_paid" ? { state: "refused", why: "not_paid" } : { state: asked.did };
  }
  work.later(work.events.send(asked.events));
  const isOpen = asked.refund.state === "REQUESTED" || asked.refund.state === "CONFIRMING";
  const row = isOpen ? await driveRefund(refund.id, work) : asked.refund;
  return answerOf(row ?? asked.refund);
}

function answerOf({ state, refusal, settlesAt }: RefundRow): Refunded {
  if (state === "DONE") return { state: "done", settlesAt };
  if (state === "REFUSED") return { state: "refused", why: refusal ?? "refused" };
  return { state: "pending" };
}
