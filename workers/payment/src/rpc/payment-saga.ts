/** The questions of those who sell: each verb may be called any number of times, at once, in any order. */
import type { PaymentSagaRpc, PaymentTestCardRpc } from "@edgemart/contracts/payment-saga";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { SAGA_INPUT } from "../core/saga-inputs.ts";
import { readSettledPlace } from "../core/settled-place.ts";
import type { Work } from "../ports/deps.ts";
import { abandonAttempt } from "../verbs/abandon-attempt.ts";
import { confirmPayment, keyIn as keyInTestCard } from "../verbs/confirm-payment.ts";
import { lookUpPayments } from "../verbs/look-up-payments.ts";
import { openAttempt } from "../verbs/open-attempt.ts";
import { refundPayment } from "../verbs/refund-payment.ts";

const IDS_MAX = 100;
const PAGE = 200;

type Input<Verb extends keyof PaymentSagaRpc> = Parameters<PaymentSagaRpc[Verb]>[0];

/** Makes an attempt, with its points held. */
export function open(input: Input<"open">, work: Work) {
  return openAttempt(SAGA_INPUT.open.parse(input), work);
}

/** Takes the money, once. */
export function confirm(input: Input<"confirm">, work: Work) {
  return confirmPayment(SAGA_INPUT.confirm.parse(input), work);
}

/** Pays with a test card, where the gateway takes one. */
export function keyIn(input: Parameters<PaymentTestCardRpc["keyIn"]>[0], work: Work) {
  return keyInTestCard(SAGA_INPUT.keyIn.parse(input), work);
}

/** Ends an attempt without money, or tells that there is some. */
export function abandon(input: Input<"abandon">, work: Work) {
  const { paymentId: id, purpose, reference, attempt, why } = SAGA_INPUT.abandon.parse(input);
  return abandonAttempt({ id, purpose, reference, attempt, why }, work);
}

/** Tells where payments are. */
export function look(input: Input<"look">, work: Work) {
  const { purpose, paymentIds } = SAGA_INPUT.look.parse(input);
  return lookUpPayments(purpose, paymentIds, work);
}

/** Gives money and points back. */
export function refund(input: Input<"refund">, work: Work) {
  const { refundId: id, why: reason, account, ...more } = SAGA_INPUT.refund.parse(input);
  return refundPayment({ ...more, id, reason, account, kind: "owner" }, work);
}

/** Tells where refunds are. */
export async function refundsOf(input: Input<"refundsOf">, { refunds }: Work) {
  const { purpose, refundIds } = SAGA_INPUT.refundsOf.parse(input);
  const rows = await refunds.read(purpose, refundIds.slice(0, IDS_MAX));
  return rows.map(({ id: refundId, state, cardMinor, pointAmount }) => ({
    refundId,
    state,
    cardMinor,
    pointAmount,
  }));
}

/** Lists payments that have come to an end since, in pages. */
export async function settled(input: Input<"settled">, { saga }: Work) {
  const { purpose, since, cursor } = SAGA_INPUT.settled.parse(input);
  const after = readCursor(cursor ?? undefined, readSettledPlace);
  if (!after.ok) throw new TypeError("not a cursor of `settled`");
  const found = await saga.settled(purpose, since, after.value, PAGE + 1);
  const { items, nextCursor } = keysetPage(found, PAGE, ({ place }) =>
    writeCursor(JSON.stringify(place)),
  );
  return { items: items.map(({ place: _, ...item }) => item), nextCursor };
}

/** Tells everything that is known of a reference's payments. */
export function timeline(input: Input<"timeline">, { saga }: Work) {
  const { purpose, reference } = SAGA_INPUT.timeline.parse(input);
  return saga.timeline(purpose, reference);
}
