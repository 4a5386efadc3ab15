/** A `Payment` object of Toss → what it says of an attempt. What is not needed is ignored: fields may come at any time. Pure. */
import { createHash } from "node:crypto";
import { type Currency, MINOR_DIGITS } from "@edgemart/contracts/money";
import type { Instrument } from "@edgemart/contracts/payment";
import { z } from "zod";
import type { InstrumentFacts, IssuedReceipt } from "./payment-row.ts";
import type { Settlement } from "./settlement.ts";
import { verdictOf } from "./toss-codes.ts";

const Cancel = z.object({
  cancelAmount: z.number(),
  cancelReason: z.string().nullish(),
  transactionKey: z.string().nullish(),
  cancelStatus: z.string().nullish(),
});

/** Schema of the parts of Toss's `Payment` that are read. */
export const TossPayment = z.object({
  paymentKey: z.string().min(1).max(200),
  orderId: z.string(),
  status: z.string(),
  currency: z.string(),
  totalAmount: z.number(),
  balanceAmount: z.number(),
  method: z.string().nullish(),
  secret: z.string().nullish(),
  card: z
    .object({
      number: z.string().nullish(),
      issuerCode: z.string().nullish(),
      approveNo: z.string().nullish(),
    })
    .nullish(),
  virtualAccount: z
    .object({
      accountNumber: z.string(),
      bankCode: z.string(),
      customerName: z.string().nullish(),
      dueDate: z.string(),
      refundStatus: z.string().nullish(),
    })
    .nullish(),
  easyPay: z.object({ provider: z.string().nullish() }).nullish(),
  cashReceipt: z
    .object({ receiptUrl: z.string().nullish(), issueNumber: z.string().nullish() })
    .nullish(),
  cancels: z.array(Cancel).nullish(),
  failure: z.object({ code: z.string() }).nullish(),
});
/** A parsed `TossPayment`. */
export type TossPayment = z.infer<typeof TossPayment>;

/** Schema of a page of the books, as far as it is read. */
export const Transactions = z.array(
  z.object({
    transactionKey: z.string().min(1).max(200),
    paymentKey: z.string(),
    orderId: z.string(),
    status: z.string(),
  }),
);

/** What the answer is about, as the row has it. */
interface Asked {
  paymentId: string;
  currency: Currency;
  cardMinor: number;
}

/**
 * Reads what a payment of the gateway says of an attempt.
 *
 * Paid is only what has the attempt's order id, amount and currency. Another amount is money that must go back; another
 * order id is someone else's payment.
 */
export function settlementOf(payment: TossPayment, asked: Asked): Settlement {
  if (payment.orderId !== asked.paymentId) return { kind: "unknown_key" };
  const { paymentKey } = payment;
  const isOurs =
    payment.currency === asked.currency &&
    minorOfUnits(payment.totalAmount, asked.currency) === asked.cardMinor;
  const cancels = (payment.cancels ?? []).map((cancel) => ({
    reason: cancel.cancelReason ?? "",
    amountMinor: minorOfUnits(cancel.cancelAmount, asked.currency) ?? 0,
    transactionKey: cancel.transactionKey ?? null,
    refundStatus: payment.virtualAccount?.refundStatus ?? null,
  }));
  switch (payment.status) {
    case "DONE":
    case "PARTIAL_CANCELED":
      if (!isOurs) return { kind: "foreign_amount", paymentKey };
      return {
        kind: "paid",
        paymentKey,
        instrument: instrumentOf(payment),
        cashReceipt: receiptOf(payment),
        secretHash: secretHashOf(payment),
        balanceMinor: minorOfUnits(payment.balanceAmount, asked.currency) ?? 0,
        cancels,
      };
    case "WAITING_FOR_DEPOSIT": {
      if (!isOurs) return { kind: "foreign_amount", paymentKey };
      const account = payment.virtualAccount;
      const dueAt = account ? koreanInstant(account.dueDate) : null;
      if (!account || dueAt === null) return { kind: "unknown" };
      return {
        kind: "awaiting",
        paymentKey,
        account: {
          bank: account.bankCode,
          accountNumber: account.accountNumber,
          holderName: account.customerName ?? "",
        },
        dueAt,
        secretHash: secretHashOf(payment),
        ...(cancels.length > 0 && { cancels }),
      };
    }
    case "CANCELED":
      return { kind: "ended", why: null, cancels };
    case "ABORTED": {
      const verdict = verdictOf(payment.failure?.code ?? null);
      const why = verdict.kind === "declined" ? verdict.why : "declined";
      return { kind: "ended", why, cancels };
    }
    case "EXPIRED":
      return { kind: "ended", why: "key_unknown", cancels };
    case "READY":
    case "IN_PROGRESS":
      return { kind: "not_found" };
    default:
      return { kind: "unknown" };
  }
}

/** Gives an amount in the unit the gateway's API speaks: won, yen, or dollars with cents. */
export function unitsOfMinor(minor: number, currency: Currency): number {
  const digits = MINOR_DIGITS[currency];
  return digits === 0 ? minor : Number((minor / 10 ** digits).toFixed(digits));
}

/** Reads an amount of the gateway's API into minor units; null for one that is none of that currency. */
export function minorOfUnits(units: number, currency: Currency): number | null {
  const scale = 10 ** MINOR_DIGITS[currency];
  const minor = Math.round(units * scale);
  return Number.isSafeInteger(minor) && minor / scale === units ? minor : null;
}

/** Reads a date of the gateway, which is Korean time where it has no offset; null for what is none. */
export function koreanInstant(text: string): string | null {
  const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const at = Date.parse(hasOffset ? text : `${text}+09:00`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Gives the digest under which the secret of a deposit's webhook is kept. */
export function secretDigest(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function secretHashOf({ secret }: TossPayment): string | null {
  return secret ? secretDigest(secret) : null;
}

const KINDS: ReadonlyMap<string, Instrument> = new Map([
  ["카드", "card"],
  ["간편결제", "easy_pay"],
  ["계좌이체", "transfer"],
  ["가상계좌", "virtual_account"],
]);

/** Keeps the masked number, issuer and approval number: nothing else of a card is kept. */
function instrumentOf({ method, card, easyPay }: TossPayment): InstrumentFacts | null {
  const kind = KINDS.get(method ?? "");
  if (!kind) return null;
  const label = [easyPay?.provider, card?.issuerCode, card?.number].filter(Boolean).join(" ");
  return { kind, label: label === "" ? null : label, approval: card?.approveNo ?? null };
}

function receiptOf({ cashReceipt }: TossPayment): IssuedReceipt | null {
  if (!cashReceipt?.receiptUrl) return null;
  return { url: cashReceipt.receiptUrl, number: cashReceipt.issueNumber ?? "" };
}
