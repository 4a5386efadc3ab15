/** `POST /v1/virtual-accounts`: opens an account for one deposit without a page. */
import { z } from "zod";
import { bankCodeOf } from "../banks.ts";
import type { Book } from "../book.ts";
import { newPaymentKey, randomDigits, randomName } from "../names.ts";
import {
  type AccountRecord,
  type CashReceiptRecord,
  type PaymentRecord,
  wasApproved,
} from "../record.ts";
import { approve } from "./approve.ts";
import { Amount, GatewayOrderId } from "./confirm.ts";
import type { Outcome } from "./outcome.ts";

const HOUR_MS = 3_600_000;
/** Days an account may wait, at most. */
const HOURS_MAX = 90 * 24;

/** Schema of a cash receipt's kind. */
export const CashReceiptType = z.enum(["소득공제", "지출증빙"]);

const IssueInput = z.object({
  amount: Amount,
  orderId: GatewayOrderId,
  orderName: z.string().min(1).max(100),
  customerName: z.string().min(1).max(100),
  bank: z.string(),
  validHours: z.coerce.number().int().min(1).max(HOURS_MAX).nullish(),
  /** Without offset: Korean time. */
  dueDate: z.string().nullish(),
  useEscrow: z.boolean().nullish(),
  cashReceipt: z
    .object({
      type: z.union([CashReceiptType, z.literal("미발행")]),
      registrationNumber: z
        .string()
        .regex(/^\d{10,18}$/)
        .optional(),
    })
    .nullish(),
});

/** Opens the account; an order id gets one. */
export function issueAccount(book: Book, body: unknown): Outcome {
  const input = IssueInput.safeParse(body);
  if (!input.success) return { refused: "INVALID_REQUEST" };
  const { orderId, orderName, customerName, amount, cashReceipt } = input.data;
  const bankCode = bankCodeOf(input.data.bank);
  if (bankCode === null) return { refused: "INVALID_BANK" };
  const now = book.now();
  const dueAt = dueAtOf(input.data, now);
  if (dueAt === null) return { refused: "INVALID_REQUEST" };
  if (book.ofOrder(orderId).some(wasApproved)) return { refused: "DUPLICATED_ORDER_ID" };
  const type = CashReceiptType.safeParse(cashReceipt?.type);
  return approve(
    {
      ...blankPayment({ orderId, orderName, amount, customerName, currency: "KRW" }, now),
      status: "IN_PROGRESS",
      method: "virtual_account",
      authenticatedAt: now,
      bankCode,
      account: newAccount(bankCode, customerName, dueAt),
      useEscrow: input.data.useEscrow ?? false,
      cashReceipt: type.success ? newCashReceipt(type.data) : null,
    },
    now,
  );
}

/** Makes an account; as in Toss's test environment its number begins with X and no money can reach it. */
export function newAccount(bankCode: string, customerName: string, dueAt: number): AccountRecord {
  const accountNumber = `X${randomDigits(13)}`;
  return { bankCode, customerName, dueAt, accountNumber, depositorName: null };
}

/** Makes a cash receipt; the number it is issued to is not kept. */
export function newCashReceipt(type: CashReceiptRecord["type"]): CashReceiptRecord {
  return { type, receiptKey: randomName("rcpt_", 20), issueNumber: randomDigits(9) };
}

/** Makes a payment that nothing has happened to. */
export function blankPayment(
  named: Pick<PaymentRecord, "orderId" | "orderName" | "amount" | "currency" | "customerName">,
  now: number,
): PaymentRecord {
  return {
    ...named,
    paymentKey: newPaymentKey(),
    status: "READY",
    method: null,
    window: null,
    requestedAt: now,
    authenticatedAt: null,
    approvedAt: null,
    card: null,
    account: null,
    bankCode: null,
    cashReceipt: null,
    useEscrow: false,
    secret: null,
    failure: null,
    cancels: [],
    transactions: [],
  };
}

function dueAtOf(
  { validHours, dueDate }: Pick<z.infer<typeof IssueInput>, "validHours" | "dueDate">,
  now: number,
): number | null {
  if (dueDate == null) return now + (validHours ?? 7 * 24) * HOUR_MS;
  if (validHours != null) return null;
  const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/.test(dueDate);
  const at = Date.parse(hasOffset ? dueDate : `${dueDate}+09:00`);
  return at > now && at <= now + HOURS_MAX * HOUR_MS ? at : null;
}
