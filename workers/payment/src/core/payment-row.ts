/** A row of `payment` as its statements give it. Pure. */
import { Locale } from "@edgemart/contracts/locale";
import { Currency } from "@edgemart/contracts/money";
import { DECLINE_REASONS, Instrument, PaymentPurpose } from "@edgemart/contracts/payment";
import { statesOf } from "@edgemart/contracts/transitions";
import { z } from "zod";

const Moment = z.string().transform((text) => new Date(text).toISOString());
const Instant = Moment.nullable();
const minor = z.int().nonnegative();

/** Schema of what was chosen to pay with, and what the gateway tells of it. */
export const InstrumentFacts = z.object({
  kind: Instrument.nullable(),
  /** Issuer and masked number. */
  label: z.string().nullable().default(null),
  /** The issuer's approval number. */
  approval: z.string().nullable().default(null),
});
/** A parsed `InstrumentFacts`. */
export type InstrumentFacts = z.infer<typeof InstrumentFacts>;

/** Schema of the account that waits for a deposit, as it is kept; its due date is a column. */
export const KeptAccount = z.object({
  bank: z.string(),
  accountNumber: z.string(),
  holderName: z.string(),
});
/** A parsed `KeptAccount`. */
export type KeptAccount = z.infer<typeof KeptAccount>;

/** Schema of the cash receipt that was issued. */
export const IssuedReceipt = z.object({ url: z.string(), number: z.string() });
/** A parsed `IssuedReceipt`. */
export type IssuedReceipt = z.infer<typeof IssuedReceipt>;

/** Schema of what the payment page is opened with. */
export const PageFacts = z.object({
  orderName: z.string().default(""),
  returnPath: z.string().default("/"),
  locale: Locale.default("ko"),
  /** Code of the bank of an account that is opened without a page. */
  bank: z.string().nullable().default(null),
  /** The cash receipt that is asked for; its number is sealed. */
  receipt: z.enum(["income_deduction", "expense_proof"]).nullable().default(null),
});
/** A parsed `PageFacts`. */
export type PageFacts = z.infer<typeof PageFacts>;

/** Schema of a payment's row: the columns of the table under the names of TypeScript. */
export const PaymentRow = z.preprocess(
  withCamelKeys,
  z.object({
    id: z.string(),
    purpose: PaymentPurpose,
    reference: z.string(),
    memberId: z.string().nullable(),
    attempt: z.int(),
    currency: Currency,
    totalMinor: minor,
    cardMinor: minor,
    pointAmount: minor,
    state: z.enum(statesOf("payment")),
    version: z.int(),
    gateway: z.enum(["toss", "simulator", "none"]),
    paymentKey: z.string().nullable(),
    instrument: InstrumentFacts,
    account: KeptAccount.nullable(),
    webhookSecretHash: z.string().nullable(),
    cashReceipt: IssuedReceipt.nullable(),
    page: PageFacts,
    sealed: z.string().nullable(),
    readyUntil: Instant,
    dueAt: Instant,
    confirmingAt: Instant,
    nextLookAt: Instant,
    tries: z.int(),
    misses: z.int(),
    failure: z.enum(DECLINE_REASONS).nullable(),
    attention: z.string().nullable(),
    voidRefusals: z.int(),
    voidAccount: z.string().nullable(),
    refundingCard: minor,
    refundedCard: minor,
    refundingPoints: minor,
    refundedPoints: minor,
    reversedAt: Instant,
    paidAt: Instant,
    createdAt: Moment,
    updatedAt: Moment,
  }),
);
/** A parsed `PaymentRow`. */
export type PaymentRow = z.infer<typeof PaymentRow>;

/** Gives an object's fields under camelCase names: `to_jsonb(row)` names them as the columns. */
export function withCamelKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      each,
    ]),
  );
}
