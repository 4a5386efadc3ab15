/** Takes the money of an attempt, once however often it is asked. @see specs/payments.md 13, 14 */
import type { PaymentPurpose } from "@edgemart/contracts/payment";
import type { OpenInput, PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import { testCardOf } from "@edgemart/contracts/test-cards";
import { attemptOf, standOf } from "../core/attempt.ts";
import type { PaymentRow } from "../core/payment-row.ts";
import type { Work } from "../ports/deps.ts";
import { drivePayment } from "./drive-payment.ts";
import { settle } from "./settle.ts";

/** What is asked to be confirmed; `amountMinor` is what the browser brought. */
export interface ConfirmInput {
  purpose: PaymentPurpose;
  paymentId: string;
  paymentKey: string | null;
  amountMinor: number;
}

type Confirmed = Awaited<ReturnType<PaymentSagaRpc["confirm"]>>;

/**
 * Confirms: the row says CONFIRMING before the gateway is called, and says the outcome in one statement after it.
 *
 * Of many at once one makes the call; an earlier call of unknown outcome is looked up first.
 */
export async function confirmPayment(input: ConfirmInput, work: Work): Promise<Confirmed> {
  const { purpose, paymentId, paymentKey, amountMinor } = input;
  const begun = await work.payments.beginConfirm(purpose, paymentId, paymentKey, amountMinor);
  if (!("row" in begun)) return { state: "refused", why: "unknown_payment" };
  work.later(work.events.send(begun.events));
  switch (begun.did) {
    case "mismatch":
    case "key_taken":
      return { state: "refused", why: begun.did };
    case "no_key":
      return { state: "unknown_key" };
    case "wait":
      return { state: "pending" };
    case "is":
      return answerOf(begun.row);
    case "look":
      return answerOf(await drivePayment(begun, work));
    case "call":
      return answerOf(await called(begun.row, work));
  }
}

async function called(row: PaymentRow, work: Work): Promise<PaymentRow> {
  // Guarantee of the cast: a payment becomes CONFIRMING here with its key.
  const paymentKey = row.paymentKey as string;
  const key = `confirm:${row.id}:${row.misses}`;
  return settle(row, await work.gateway.confirm({ ...attemptOf(row), paymentKey }, key), work);
}

/** Pays an open attempt with a test card; the number goes to the stand-in and nowhere else. @see specs/payments.md 6 */
export async function keyIn(
  input: {
    purpose: OpenInput["purpose"];
    paymentId: string;
    amountMinor: number;
    cardNumber: string;
  },
  work: Work,
): Promise<Confirmed | { state: "card_refused" }> {
  if (!work.gateway.can.keyIn || testCardOf(input.cardNumber) === null)
    return { state: "card_refused" };
  const begun = await work.payments.beginKeyless(input.purpose, input.paymentId, input.amountMinor);
  if (!("row" in begun)) return { state: "refused", why: "unknown_payment" };
  work.later(work.events.send(begun.events));
  if (begun.did === "mismatch") return { state: "refused", why: "mismatch" };
  if (begun.did === "wait") return { state: "pending" };
  if (begun.did === "look") return answerOf(await drivePayment(begun, work));
  if (begun.did === "is") return answerOf(begun.row);
  const { row } = begun;
  const key = `key_in:${row.id}:${row.misses}`;
  return answerOf(
    await settle(row, await work.gateway.keyIn(attemptOf(row), input.cardNumber, key), work),
  );
}

function answerOf(row: PaymentRow): Confirmed {
  const stand = standOf(row);
  switch (stand.state) {
    case "ready":
      return { state: "unknown_key" };
    case "expired":
      return { state: "refused", why: "expired" };
    case "orphaned":
    case "voided":
      return row.failure === null
        ? { state: "refused", why: "expired" }
        : { state: "declined", why: row.failure };
    default:
      return stand;
  }
}
