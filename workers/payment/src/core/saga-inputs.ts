/** What the questions of those who sell must look like: types vanish between Workers, and two deployments can be a day apart. */
import { PaymentId, RefundId } from "@edgemart/contracts/ids";
import { Locale } from "@edgemart/contracts/locale";
import { Currency } from "@edgemart/contracts/money";
import { CashReceiptInput, Instrument, RefundAccount } from "@edgemart/contracts/payment";
import { z } from "zod";

/** The most that one payment moves, in minor units of any currency: sums of them stay exact. */
const MINOR_MAX = 1_000_000_000_000;

const minor = z.int().min(0).max(MINOR_MAX);
const purpose = z.enum(["order", "reservation"]);
const reference = z.string().regex(/^(ord|rsv)_[0-9a-z]{26}$/);
const attempt = z.int().min(1).max(1_000);
const ids = z.array(z.string().max(64));
const key = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/);

/** Schema of each verb's input. */
export const SAGA_INPUT = {
  open: z
    .object({
      purpose,
      paymentId: PaymentId,
      reference,
      attempt,
      memberId: z.string().max(64).nullable(),
      currency: Currency,
      totalMinor: minor,
      cardMinor: minor,
      pointAmount: minor,
      orderName: z.string().min(1).max(100),
      customer: z.object({
        name: z.string().max(200),
        email: z.string().max(320),
        phone: z.string().max(40).nullable(),
      }),
      locale: Locale,
      instrument: Instrument,
      cashReceipt: CashReceiptInput,
      bank: z
        .string()
        .regex(/^[0-9A-Z]{2,3}$/)
        .optional(),
      returnPath: z.string().max(300),
      readySeconds: z.int().min(1).max(1_200),
    })
    .refine(({ totalMinor, cardMinor, pointAmount }) => totalMinor === cardMinor + pointAmount, {
      message: "must be the sum of its parts",
      path: ["totalMinor"],
    }),
  confirm: z.object({
    purpose,
    paymentId: PaymentId,
    paymentKey: key.nullable(),
    amountMinor: minor,
  }),
  keyIn: z.object({
    purpose,
    paymentId: PaymentId,
    amountMinor: minor,
    cardNumber: z.string().max(32),
  }),
  abandon: z.object({
    purpose,
    paymentId: PaymentId,
    reference,
    attempt,
    why: z.string().max(300),
  }),
  look: z.object({ purpose, paymentIds: ids }),
  refund: z.object({
    purpose,
    refundId: RefundId,
    paymentId: PaymentId,
    cardMinor: minor,
    pointAmount: minor,
    why: z.string().max(500),
    account: RefundAccount.optional(),
  }),
  refundsOf: z.object({ purpose, refundIds: ids }),
  settled: z.object({
    purpose,
    since: z.iso.datetime({ offset: true }),
    cursor: z.string().max(512).nullable(),
  }),
  timeline: z.object({ purpose, reference }),
};
