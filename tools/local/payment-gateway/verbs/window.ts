/** The payment page's two verbs: it opens with what the browser brings, and closes with what the shopper chose. */
import { testCardOf } from "@edgemart/contracts/test-cards";
import { z } from "zod";
import { bankCodeOf } from "../banks.ts";
import type { GatewayError } from "../error-codes.ts";
import { type GatewayMethod, type PaymentRecord, statusAt } from "../record.ts";
import { cardOf } from "./approve.ts";
import { Amount, GatewayOrderId } from "./confirm.ts";
import { blankPayment, CashReceiptType, newAccount, newCashReceipt } from "./issue-account.ts";

/** Every method, in the order of the page. */
export const METHODS = ["card", "easy_pay", "transfer", "virtual_account"] as const;
const HOUR_MS = 3_600_000;

/** Return addresses are on this machine: the stand-in sends no one anywhere else. */
const ReturnUrl = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isHere = url?.hostname === "localhost" || url?.hostname === "127.0.0.1";
  return isHere && url.protocol === "http:";
}, "must be an address on this machine");

/** Schema of the address of a page. */
export const WindowInput = z.object({
  clientKey: z.string(),
  orderId: GatewayOrderId,
  orderName: z.string().min(1).max(100),
  amount: Amount,
  currency: z.enum(["KRW", "JPY", "USD"]).default("KRW"),
  successUrl: ReturnUrl,
  failUrl: ReturnUrl,
  /** Only this one is offered; without it all are. Toss's names are read as well. */
  method: z.preprocess((value) => String(value).toLowerCase(), z.enum(METHODS)).optional(),
  customerName: z.string().max(100).optional(),
  validHours: z.coerce.number().int().min(1).max(2_160).default(24),
  cashReceiptType: CashReceiptType.optional(),
  useEscrow: z.stringbool().default(false),
});
/** A parsed `WindowInput`. */
export type WindowInput = z.infer<typeof WindowInput>;

/** Makes the payment of a page that opens. Currencies other than won are paid by card. */
export function openWindow(input: WindowInput, now: number): PaymentRecord {
  const { orderId, orderName, amount, currency, customerName = null } = input;
  const payable: readonly GatewayMethod[] = currency === "KRW" ? METHODS : ["card"];
  const methods = payable.filter((each) => !input.method || each === input.method);
  return {
    ...blankPayment({ orderId, orderName, amount, currency, customerName }, now),
    useEscrow: input.useEscrow,
    window: {
      successUrl: input.successUrl,
      failUrl: input.failUrl,
      methods: methods.length > 0 ? methods : ["card"],
      validHours: input.validHours,
      cashReceiptType: input.cashReceiptType ?? null,
    },
  };
}

/** Schema of what the shopper chose. */
export const Choice = z.object({
  outcome: z.enum(["pay", "decline", "cancel"]),
  method: z.enum(METHODS).optional(),
  card: z.string().max(32).optional(),
  bank: z.string().max(8).optional(),
  /** Name on a virtual account; without one it is the customer's. */
  holder: z.string().trim().max(100).optional(),
});
/** A parsed `Choice`. */
export type Choice = z.infer<typeof Choice>;

/** Closes the page: the payment as it is then, and the address the shopper goes back to; null when it is not open. */
export function closeWindow(
  record: PaymentRecord,
  choice: Choice,
  now: number,
  messageOf: (code: GatewayError) => string,
): { after: PaymentRecord; location: string } | null {
  const { window } = record;
  if (!window || statusAt(record, now) !== "READY") return null;
  if (choice.outcome !== "pay") {
    const code = choice.outcome === "cancel" ? "PAY_PROCESS_CANCELED" : declineOf(choice.method);
    const after: PaymentRecord = { ...record, status: "ABORTED", failure: code };
    return { after, location: failureAddress(after, messageOf(code)) };
  }
  const method = window.methods.find((each) => each === choice.method) ?? window.methods[0];
  if (method === undefined) return null;
  const after = authenticated(record, method, choice, now);
  return { after, location: successAddress(after) };
}

/** Gives where a shopper goes who has authenticated. */
export function successAddress({ window, paymentKey, orderId, amount }: PaymentRecord): string {
  const query = { paymentType: "NORMAL", paymentKey, orderId, amount: String(amount) };
  return withQuery(window?.successUrl ?? "", query);
}

/** Gives where a shopper goes who was declined, or who cancelled: the latter without order id, as at Toss. */
export function failureAddress(record: PaymentRecord, message: string): string {
  const code = record.failure ?? "PAY_PROCESS_ABORTED";
  const isCancelled = code === "PAY_PROCESS_CANCELED";
  const query = { code, message, ...(!isCancelled && { orderId: record.orderId }) };
  return withQuery(record.window?.failUrl ?? "", query);
}

function authenticated(
  record: PaymentRecord,
  method: GatewayMethod,
  choice: Choice,
  now: number,
): PaymentRecord {
  const { window } = record;
  const bankCode = bankCodeOf(choice.bank) ?? "88";
  const card = testCardOf(choice.card ?? "") ?? testCardOf("4242424242424242");
  const dueAt = now + (window?.validHours ?? 24) * HOUR_MS;
  const isCash = method === "transfer" || method === "virtual_account";
  return {
    ...record,
    status: "IN_PROGRESS",
    method,
    authenticatedAt: now,
    card: method === "card" && card ? cardOf(card.number, card.outcome) : null,
    bankCode: isCash ? bankCode : null,
    account:
      method === "virtual_account"
        ? newAccount(bankCode, choice.holder || (record.customerName ?? "고객"), dueAt)
        : null,
    cashReceipt: isCash && window?.cashReceiptType ? newCashReceipt(window.cashReceiptType) : null,
  };
}

function declineOf(method: GatewayMethod | undefined): GatewayError {
  return method === "transfer" ? "REJECT_ACCOUNT_PAYMENT" : "REJECT_CARD_COMPANY";
}

function withQuery(address: string, query: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
