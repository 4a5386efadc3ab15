/** `POST /v1/payments/key-in`: pays with a card's number alone; only the published test cards are taken. */
import { testCardOf } from "@edgemart/contracts/test-cards";
import { z } from "zod";
import type { Book } from "../book.ts";
import { wasApproved } from "../record.ts";
import { approve, cardOf } from "./approve.ts";
import { Amount, GatewayOrderId } from "./confirm.ts";
import { blankPayment } from "./issue-account.ts";
import type { Outcome } from "./outcome.ts";

const KeyInInput = z.object({
  amount: Amount,
  orderId: GatewayOrderId,
  orderName: z.string().min(1).max(100),
  customerName: z.string().max(100).nullish(),
  cardNumber: z.string().max(32),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("KRW"),
});

/** Pays at once; of the number only its masked form is kept. */
export function keyIn(book: Book, body: unknown): Outcome {
  const input = KeyInInput.safeParse(body);
  if (!input.success) return { refused: "INVALID_REQUEST" };
  const { orderId, orderName, amount, currency, customerName = null } = input.data;
  const card = testCardOf(input.data.cardNumber);
  if (!card) return { refused: "INVALID_CARD_NUMBER" };
  if (book.ofOrder(orderId).some(wasApproved)) return { refused: "DUPLICATED_ORDER_ID" };
  const now = book.now();
  const begun = blankPayment({ orderId, orderName, amount, currency, customerName }, now);
  return approve(
    {
      ...begun,
      status: "IN_PROGRESS",
      method: "card",
      authenticatedAt: now,
      card: cardOf(card.number, card.outcome),
    },
    now,
  );
}
