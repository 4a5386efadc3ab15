/** Payments and refunds as those who run the shop see them, and what they may do. @see specs/payments.md 15, 34 */
import { z } from "zod";
import { PaymentId, RefundId } from "./ids.ts";
import { Money } from "./money.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import {
  DepositAccount,
  Instrument,
  PaymentMethod,
  PaymentPurpose,
  PaymentStatus,
  RefundAccount,
} from "./payment.ts";
import { PaymentDifference } from "./payment-books.ts";
import { storableText, trimmedText } from "./text.ts";
import { Timestamp } from "./time.ts";
import { statesOf } from "./transitions.ts";

/** Schema of what the gateway said of a payment: enough to see what became of the money, and nothing of the payer. */
export const GatewayAnswered = z.object({
  /** Toss's own word: `DONE`, `PARTIAL_CANCELED`. */
  status: z.string().optional(),
  /** In units of the currency, as the gateway writes it. */
  amount: z.number().optional(),
  /** What of it is not given back. */
  balance: z.number().optional(),
  currency: z.string().optional(),
  /** The gateway's order, where it is not this payment. */
  otherOrder: z.string().optional(),
});
/** A parsed `GatewayAnswered`. */
export type GatewayAnswered = z.infer<typeof GatewayAnswered>;

/** Schema of the words with which an administrator says why, or what was done by hand. */
export const OfficeNote = trimmedText(500).refine((text) => text !== "", "must say what was done");

/** Schema of which payments are asked for. Times are those at which an attempt was opened. */
export const AdminPaymentQuery = z.object({
  status: PaymentStatus.optional(),
  purpose: PaymentPurpose.optional(),
  instrument: Instrument.optional(),
  reference: storableText(64)
    .optional()
    .describe("Id of the order, the reservation, the payment or the refund"),
  memberId: storableText(64).optional(),
  attention: z
    .enum(["true"])
    .optional()
    .describe("Only those that an administrator has to look at, themselves or a refund of theirs"),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
  limit: PageLimit,
  cursor: Cursor,
});
/** A parsed `AdminPaymentQuery`. */
export type AdminPaymentQuery = z.infer<typeof AdminPaymentQuery>;

/** Schema of what can be done with a payment or a refund now, besides looking at it. */
export const OfficeAction = z.enum(["void_account", "clear_attention", "account", "by_hand"]);
/** A parsed `OfficeAction`. */
export type OfficeAction = z.infer<typeof OfficeAction>;

/** Schema of a payment in a list. */
export const AdminPayment = z
  .object({
    id: PaymentId,
    purpose: PaymentPurpose,
    reference: z.string().describe("Id of the order or reservation; a charge names itself"),
    memberId: z.string().nullable(),
    attempt: z.int().nonnegative(),
    status: PaymentStatus,
    version: z.int().positive(),
    paymentMethod: PaymentMethod,
    amount: Money,
    cardAmount: Money,
    pointUsed: z.int().nonnegative(),
    instrument: Instrument.nullable(),
    instrumentLabel: z.string().nullable(),
    /** Reserved by refunds under way. */
    refundingAmount: Money,
    refundedAmount: Money,
    refundingPoints: z.int().nonnegative(),
    refundedPoints: z.int().nonnegative(),
    failure: z.string().nullable(),
    attention: z
      .string()
      .nullable()
      .describe("Why people have to look: amount_mismatch, deposit_reversed, refund_account …"),
    refundAttention: z.boolean().describe("A refund of it is to be looked at"),
    gateway: z.enum(["toss", "simulator", "none"]),
    paidAt: Timestamp.nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: "AdminPayment" });
/** A parsed `AdminPayment`. */
export type AdminPayment = z.infer<typeof AdminPayment>;

/** Schema of a refund as administrators see it. Of its account only whether one is kept. */
export const AdminRefund = z
  .object({
    id: RefundId,
    paymentId: PaymentId,
    kind: z.enum(["owner", "void", "charge"]),
    status: z.enum(statesOf("refund")),
    version: z.int().positive(),
    amount: Money,
    points: z.int().nonnegative(),
    reason: z.string(),
    refusals: z.int().nonnegative(),
    refusal: z.string().nullable().describe("The gateway's code"),
    byHand: z.boolean(),
    note: z.string().nullable().describe("How it was done by hand"),
    attention: z
      .string()
      .nullable()
      .describe("refund_refused, refund_unresolved (for more than 14 days), transfer_failed"),
    hasAccount: z.boolean(),
    transactionKey: z.string().nullable(),
    tries: z.int().nonnegative(),
    settlesAt: Timestamp.nullable().describe("When a transfer should have arrived"),
    nextLookAt: Timestamp.nullable(),
    createdAt: Timestamp,
    settledAt: Timestamp.nullable(),
    actions: z.array(OfficeAction),
  })
  .meta({ id: "AdminRefund" });
/** A parsed `AdminRefund`. */
export type AdminRefund = z.infer<typeof AdminRefund>;

const facts = z.record(z.string(), z.unknown());

/** Schema of everything that is kept of one payment, but secrets. Lists of what happened have the newest 200. */
export const AdminPaymentDetail = AdminPayment.extend({
  orderName: z.string(),
  paymentKey: z.string().nullable().describe("The gateway's name of it"),
  approval: z.string().nullable(),
  account: DepositAccount.nullable(),
  cashReceipt: z.object({ url: z.string(), number: z.string() }).nullable(),
  hasVoidAccount: z.boolean().describe("An account for the money of an ended attempt is kept"),
  tries: z.int().nonnegative(),
  misses: z.int().nonnegative(),
  voidRefusals: z.int().nonnegative(),
  readyUntil: Timestamp.nullable(),
  dueAt: Timestamp.nullable(),
  confirmingAt: Timestamp.nullable(),
  nextLookAt: Timestamp.nullable(),
  reversedAt: Timestamp.nullable().describe("Since when the bank has taken the deposit back"),
  updatedAt: Timestamp,
  refunds: z.array(AdminRefund),
  differences: z.array(PaymentDifference),
  events: z.array(
    z.object({ version: z.int().positive(), at: Timestamp, name: z.string(), data: facts }),
  ),
  calls: z.array(
    z.object({
      at: Timestamp,
      verb: z.string(),
      refundId: z.string().nullable(),
      key: z.string().nullable(),
      ms: z.int().nonnegative(),
      httpStatus: z.int().nullable(),
      code: z.string().nullable(),
      answered: GatewayAnswered.nullable(),
    }),
  ),
  webhooks: z.array(
    z.object({
      at: Timestamp,
      type: z.string(),
      status: z.string(),
      handledAt: Timestamp.nullable(),
    }),
  ),
  actions: z.array(OfficeAction),
}).meta({ id: "AdminPaymentDetail" });
/** A parsed `AdminPaymentDetail`. */
export type AdminPaymentDetail = z.infer<typeof AdminPaymentDetail>;

/** Schema of how many of each wait for people. */
export const PaymentCounts = z
  .object({
    payments: z.int().nonnegative().describe("With an attention of their own"),
    refunds: z.int().nonnegative().describe("Refused, unresolved, or with a failed transfer"),
    differences: z.int().nonnegative().describe("Open"),
    orphaned: z.int().nonnegative().describe("Money of ended attempts that is not back yet"),
  })
  .meta({ id: "PaymentCounts" });
/** A parsed `PaymentCounts`. */
export type PaymentCounts = z.infer<typeof PaymentCounts>;

const EXAMPLE_ACCOUNT = { bank: "20", accountNumber: "1002345678901", holderName: "김민아" };

/** Schema of another try of a refused refund: of a deposit with the account it goes to, else without. */
export const RefundAgainInput = z
  .strictObject({ account: RefundAccount.optional(), reason: OfficeNote })
  .meta({
    id: "RefundAgainInput",
    example: { account: EXAMPLE_ACCOUNT, reason: "The first account was closed" },
  });
/** A parsed `RefundAgainInput`. */
export type RefundAgainInput = z.infer<typeof RefundAgainInput>;

/** Schema of the account that the money of an ended attempt goes back to. */
export const VoidAccountInput = z
  .strictObject({ account: RefundAccount, reason: OfficeNote })
  .meta({
    id: "VoidAccountInput",
    example: { account: EXAMPLE_ACCOUNT, reason: "Named by the payer on the phone" },
  });
/** A parsed `VoidAccountInput`. */
export type VoidAccountInput = z.infer<typeof VoidAccountInput>;

/** Schema of what an administrator writes down. */
export const OfficeNoteInput = z
  .strictObject({ note: OfficeNote })
  .meta({ id: "OfficeNoteInput", example: { note: "Transferred from the bank's own page" } });
/** A parsed `OfficeNoteInput`. */
export type OfficeNoteInput = z.infer<typeof OfficeNoteInput>;

/** Schema of a page of payments, newest first. */
export const AdminPaymentPage = keysetPageOf(AdminPayment);
