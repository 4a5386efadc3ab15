/** `POST /v1/payments/confirm`: takes the money of a payment that its shopper has authenticated. */
import { z } from "zod";
import type { Book } from "../book.ts";
import { gatewayErrorOf } from "../error-codes.ts";
import { statusAt, wasApproved } from "../record.ts";
import { approve } from "./approve.ts";
import type { Outcome } from "./outcome.ts";

/** Schema of an amount: what is read from the address the shopper came back to is text. */
export const Amount = z.preprocess(
  (value) =>
    typeof value === "string" && /^\d{1,15}(\.\d{1,2})?$/.test(value) ? Number(value) : value,
  z.number().positive().max(Number.MAX_SAFE_INTEGER),
);

/** Schema of an order id. */
export const GatewayOrderId = z.string().regex(/^[A-Za-z0-9_-]{6,64}$/);

const ConfirmInput = z.object({
  paymentKey: z.string().min(1).max(200),
  orderId: GatewayOrderId,
  amount: Amount,
});

/** Confirms; a payment is confirmed once, and an order id pays once. */
export function confirm(book: Book, body: unknown): Outcome {
  const input = ConfirmInput.safeParse(body);
  if (!input.success) return { refused: "INVALID_REQUEST" };
  const { paymentKey, orderId, amount } = input.data;
  const record = book.payments.get(paymentKey);
  if (!record) return { refused: "NOT_FOUND_PAYMENT" };
  const now = book.now();
  switch (statusAt(record, now)) {
    case "READY":
    case "EXPIRED":
      return { refused: "NOT_FOUND_PAYMENT_SESSION" };
    case "ABORTED":
      return { refused: gatewayErrorOf(record.failure ?? "") ?? "NOT_FOUND_PAYMENT_SESSION" };
    case "IN_PROGRESS":
      break;
    default:
      return { refused: "ALREADY_PROCESSED_PAYMENT" };
  }
  if (record.orderId !== orderId || record.amount !== amount) return { refused: "INVALID_REQUEST" };
  if (book.ofOrder(orderId).some(wasApproved)) return { refused: "DUPLICATED_ORDER_ID" };
  return approve(record, now);
}
