/** The questions of those who sell: each verb may be called any number of times, at once, in any order. */
import type { PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import type { Work } from "../ports/deps.ts";
import { abandonAttempt } from "../verbs/abandon-attempt.ts";
import { confirmPayment } from "../verbs/confirm-payment.ts";
import { lookUpPayments } from "../verbs/look-up-payments.ts";
import { openAttempt } from "../verbs/open-attempt.ts";

type Input<Verb extends keyof PaymentSagaRpc> = Parameters<PaymentSagaRpc[Verb]>[0];

/** Makes an attempt, with its points held. */
export function open(input: Input<"open">, work: Work) {
  return openAttempt(input, work);
}

/** Takes the money, once. */
export function confirm(input: Input<"confirm">, work: Work) {
  return confirmPayment(input, work);
}

/** Ends an attempt without money, or tells that there is some. */
export function abandon(input: Input<"abandon">, work: Work) {
  const { paymentId: id, purpose, reference, attempt, why } = input;
  return abandonAttempt({ id, purpose, reference, attempt, why }, work);
}

/** Tells where payments are. */
export function look({ purpose, paymentIds }: Input<"look">, work: Work) {
  return lookUpPayments(purpose, paymentIds, work);
}
