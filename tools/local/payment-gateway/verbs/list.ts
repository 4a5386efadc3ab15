/** `GET /v1/transactions`: every movement of money in a time, oldest first, in pages. */
import { z } from "zod";
import type { Book } from "../book.ts";
import type { GatewayError } from "../error-codes.ts";
import { koreanTime, tossPayment } from "../toss-payment.ts";

const LIMIT_MAX = 5_000;
const Moment = z
  .string()
  .transform((text) => Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}+09:00`))
  .refine((at) => !Number.isNaN(at));

const ListInput = z.object({
  startDate: Moment,
  endDate: Moment,
  startingAfter: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(100),
});

/** Lists; dates without offset are Korean, `endDate` is included. Amounts of cancellations are positive. */
export function list(
  book: Book,
  query: Record<string, string>,
  origin: string,
): { refused: GatewayError } | { items: unknown[] } {
  const input = ListInput.safeParse(query);
  if (!input.success) return { refused: "INVALID_REQUEST" };
  const { startDate, endDate, startingAfter, limit } = input.data;
  const all = [...book.payments.values()]
    .flatMap((record) => record.transactions.map((moved) => ({ record, moved })))
    .filter(({ moved }) => moved.at >= startDate && moved.at < endDate + 1_000)
    .sort((a, b) => a.moved.at - b.moved.at || (a.moved.key < b.moved.key ? -1 : 1));
  const found = all.findIndex(({ moved }) => moved.key === startingAfter);
  if (startingAfter !== undefined && found < 0) return { refused: "INVALID_TRANSACTION_KEY" };
  return {
    items: all.slice(found + 1, found + 1 + limit).map(({ record, moved }) => {
      const { mId, method, receipt } = tossPayment(record, moved.at, origin);
      return {
        mId,
        transactionKey: moved.key,
        paymentKey: record.paymentKey,
        orderId: record.orderId,
        method,
        customerKey: null,
        useEscrow: record.useEscrow,
        receiptUrl: receipt?.url ?? null,
        status: moved.status,
        transactionAt: koreanTime(moved.at),
        currency: record.currency,
        amount: moved.amount,
      };
    }),
  };
}
