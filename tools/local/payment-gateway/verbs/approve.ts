/** Takes the money of an authenticated payment, or finds why not. Pure but for random names. */
import type { TestCardOutcome } from "@edgemart/contracts/test-cards";
import type { GatewayError } from "../error-codes.ts";
import { newTransactionKey, randomDigits, randomName } from "../names.ts";
import type { GatewayStatus, PaymentRecord } from "../record.ts";
import type { Outcome } from "./outcome.ts";

const CARD_REFUSALS: Partial<Record<TestCardOutcome, GatewayError>> = {
  declined: "REJECT_CARD_COMPANY",
  limit_exceeded: "REJECT_CARD_PAYMENT",
  card_expired: "INVALID_CARD_EXPIRATION",
  card_stopped: "INVALID_STOPPED_CARD",
};

/** Takes the money; a virtual account is opened instead and awaits its deposit. */
export function approve(record: PaymentRecord, now: number): Outcome {
  const refused = isBelowMinimum(record)
    ? "BELOW_MINIMUM_AMOUNT"
    : record.card && CARD_REFUSALS[record.card.outcome];
  if (refused) return { refused, left: { ...record, status: "ABORTED", failure: refused } };
  if (record.method === "virtual_account") {
    const secret = randomName("ps_", 24);
    return { done: moved({ ...record, secret }, "WAITING_FOR_DEPOSIT", now) };
  }
  return { done: moved({ ...record, approvedAt: now }, "DONE", now) };
}

/** Gives the payment in its new status, with the movement that led to it. */
export function moved(
  record: PaymentRecord,
  status: GatewayStatus,
  at: number,
  amount = record.amount,
  key = newTransactionKey(),
): PaymentRecord {
  return {
    ...record,
    status,
    transactions: [...record.transactions, { key, status, amount, at }],
  };
}

/** Makes the card of a payment: of its number only what a receipt shows stays. */
export function cardOf(number: string, outcome: TestCardOutcome): PaymentRecord["card"] {
  const masked = `${number.slice(0, 8)}****${number.slice(12, 15)}*`;
  return { masked, outcome, approveNo: randomDigits(8) };
}

function isBelowMinimum({ currency, amount, method }: PaymentRecord): boolean {
  if (currency !== "KRW") return false;
  return amount < (method === "transfer" || method === "virtual_account" ? 200 : 100);
}
