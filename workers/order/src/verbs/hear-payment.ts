/** Takes payment's word that something has changed: a hint to look, by which nothing moves. @see specs/orders.md 30 */
import type { CallContext } from "@edgemart/contracts/call";
import { PaymentChanged } from "@edgemart/contracts/events/payment-events";
import type { MessageOutcome } from "@edgemart/worker-kit/consume-queue";
import type { Deps } from "../ports/deps.ts";
import { driveSwept } from "./sweep.ts";

/**
 * Makes the subject's step due and does it.
 *
 * @param body as the queue gave it
 * @returns `ignored` for what is about another purpose, came before, or is known; `unreadable` for what is no such event
 */
export async function hearPayment(
  deps: Deps,
  body: unknown,
  call: CallContext,
): Promise<MessageOutcome> {
  const parsed = PaymentChanged.safeParse(body);
  if (!parsed.success) return "unreadable";
  const { id: eventId, data } = parsed.data;
  if (data.purpose !== "order") return "ignored";
  const { reference: orderId, refundId = null, state } = data;
  const paidForGood = state === "PAID" && data.isDeposit === false ? data.paymentId : null;
  const isRefunded = state === "DONE";
  const subject = await deps.orders.hear({ eventId, orderId, refundId, isRefunded, paidForGood });
  if (subject === null) return "ignored";
  const held = await deps.orders.takeOf(subject);
  if (held) await driveSwept(deps, held, call);
  return "handled";
}
