/** Payments and refunds on the wire. Card data never enters: a shopper types it at the payment gateway. @see specs/payments.md A */
import { z } from "zod";
import { OrderId, PaymentId, RefundId } from "./ids.ts";
import { type Currency, MINOR_DIGITS, Money } from "./money.ts";
import { line, trimmedText } from "./text.ts";
import { Timestamp } from "./time.ts";
import { statesOf } from "./transitions.ts";

/** How a total is divided: all by card, all by points, or both. */
export const PaymentMethod = z.enum(["CARD", "POINT", "MIXED"]);
/** A parsed `PaymentMethod`. */
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/** What the card part is paid with. */
export const Instrument = z.enum(["card", "easy_pay", "transfer", "virtual_account"]);
/** A parsed `Instrument`. */
export type Instrument = z.infer<typeof Instrument>;

/** What a payment is for. */
export const PaymentPurpose = z.enum(["order", "reservation", "point_charge"]);
/** A parsed `PaymentPurpose`. */
export type PaymentPurpose = z.infer<typeof PaymentPurpose>;

/** State of a payment. */
export const PaymentStatus = z.enum(statesOf("payment"));

/** An amount as the source system wrote it (an integer), or as `Money`. */
export const AmountInput = z.union([
  z.strictObject({ amountMinor: z.int().min(0), currency: Money.shape.currency }),
  z.int().min(0),
]);
/** A parsed `AmountInput`. */
export type AmountInput = z.infer<typeof AmountInput>;

/**
 * Reads an amount in a currency.
 *
 * @returns minor units; null when it is of another currency, or a bare integer in a currency with decimals
 */
export function minorOf(input: AmountInput, currency: Currency): number | null {
  if (typeof input === "number") return MINOR_DIGITS[currency] === 0 ? input : null;
  return input.currency === currency ? input.amountMinor : null;
}

const digits = (min: number, max: number) =>
  z.string().regex(new RegExp(`^[0-9]{${min},${max}}$`), `must be ${min} to ${max} digits`);

/** The cash receipt a shopper asks for; only of a transfer or a virtual account. */
export const CashReceiptInput = z.discriminatedUnion("purpose", [
  z.strictObject({ purpose: z.literal("income_deduction"), number: digits(10, 18) }),
  z.strictObject({ purpose: z.literal("expense_proof"), number: digits(10, 10) }),
  z.strictObject({ purpose: z.literal("none") }),
]);
/** A parsed `CashReceiptInput`. */
export type CashReceiptInput = z.infer<typeof CashReceiptInput>;

/** The account money of a deposit goes back to. */
export const RefundAccount = z.strictObject({
  bank: z.string().regex(/^[0-9A-Z]{2,3}$/, "must be the bank's code"),
  accountNumber: digits(6, 20),
  holderName: line(60),
});
/** A parsed `RefundAccount`. */
export type RefundAccount = z.infer<typeof RefundAccount>;

/** The account that waits for a deposit. */
export const DepositAccount = z.object({
  bank: z.string(),
  accountNumber: z.string(),
  holderName: z.string(),
  dueAt: Timestamp,
});
/** A parsed `DepositAccount`. */
export type DepositAccount = z.infer<typeof DepositAccount>;

/** Where the shopper goes on. */
export const PaymentNext = z.discriminatedUnion("type", [
  z.object({ type: z.literal("redirect"), url: z.string() }),
  z.object({
    type: z.literal("widget"),
    page: z.string().describe("Path of our own page that shows it"),
  }),
]);
/** A parsed `PaymentNext`. */
export type PaymentNext = z.infer<typeof PaymentNext>;

/** What begins to pay an order. */
export const PayInput = z.strictObject({
  orderId: OrderId,
  paymentMethod: z
    .preprocess((value) => (value === "credit_card" ? "CARD" : value), PaymentMethod)
    .default("CARD"),
  pointUsed: z.int().min(0).optional(),
  cardAmount: AmountInput.optional(),
  amount: AmountInput.optional(),
  instrument: Instrument.default("card"),
  cashReceipt: CashReceiptInput.default({ purpose: "none" }),
  again: z.boolean().default(false).describe("The page came back refused: open another attempt"),
});
/** A parsed `PayInput`. */
export type PayInput = z.infer<typeof PayInput>;

/** What completes a payment: the key with which the gateway sent the shopper back, or the source system's test card. */
export const VerifyInput = z.strictObject({
  paymentKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,200}$/, "must be the gateway's key")
    .optional(),
  amount: AmountInput.optional(),
  orderId: z
    .string()
    .max(64)
    .optional()
    .describe("The gateway's name of the attempt: our payment id"),
  cardDetails: z
    .strictObject({
      cardNumber: z.string().max(32),
      expiryMonth: z.union([z.string().max(4), z.int()]).optional(),
      expiryYear: z.union([z.string().max(4), z.int()]).optional(),
      cvv: z.string().max(4).optional(),
      cardholderName: trimmedText(80).optional(),
    })
    .optional(),
});
/** A parsed `VerifyInput`. */
export type VerifyInput = z.infer<typeof VerifyInput>;

/** A payment as its payer sees it. */
export const Payment = z
  .object({
    id: PaymentId,
    purpose: PaymentPurpose,
    orderId: OrderId.optional(),
    reservationId: z.string().optional(),
    status: PaymentStatus,
    paymentMethod: PaymentMethod,
    amount: Money,
    pointUsed: z.int().nonnegative(),
    cardAmount: Money,
    instrument: Instrument.nullable(),
    /** What the gateway tells of the card: issuer, masked number. */
    instrumentLabel: z.string().nullable(),
    refundedAmount: Money,
    refundedPoints: z.int().nonnegative(),
    account: DepositAccount.nullable(),
    cashReceipt: z.object({ url: z.string(), number: z.string() }).nullable(),
    failure: z.string().nullable().describe("Why it was declined, from a fixed list"),
    expiresAt: Timestamp.nullable(),
    paidAt: Timestamp.nullable(),
    createdAt: Timestamp,
    next: PaymentNext.nullable(),
  })
  .meta({ id: "Payment" });
/** A parsed `Payment`. */
export type Payment = z.infer<typeof Payment>;

/** What is answered to someone who brings the gateway's key and is not the payer. */
export const PaymentGlimpse = Payment.pick({ id: true, status: true }).meta({
  id: "PaymentGlimpse",
});
/** A parsed `PaymentGlimpse`. */
export type PaymentGlimpse = z.infer<typeof PaymentGlimpse>;

/** A refund as its payer sees it. */
export const Refund = z
  .object({
    id: RefundId,
    paymentId: PaymentId,
    status: z.enum(statesOf("refund")),
    amount: Money,
    points: z.int().nonnegative(),
    reason: z.string(),
    createdAt: Timestamp,
    settledAt: Timestamp.nullable(),
  })
  .meta({ id: "Refund" });
/** A parsed `Refund`. */
export type Refund = z.infer<typeof Refund>;

/** Why a payment was declined: the fixed list that shoppers get. */
export const DECLINE_REASONS = [
  "declined",
  "limit_exceeded",
  "card_expired",
  "card_invalid",
  "card_stopped",
  "not_allowed",
  "cancelled_by_you",
  "key_unknown",
  "amount_mismatch",
] as const;
/** A reason of the list. */
export type DeclineReason = (typeof DECLINE_REASONS)[number];
