/** What payment says: to owners "look", by which nothing moves, and to operators that people have to. @see specs/payments.md 17, notifications.md 7 */
import { z } from "zod";
import { MemberId, PaymentId, RefundId } from "../ids.ts";
import { Currency } from "../money.ts";
import { PaymentPurpose } from "../payment.ts";
import { statesOf } from "../transitions.ts";
import { Envelope } from "./envelope.ts";

/** What names a payment in its events. */
const subject = { purpose: PaymentPurpose, reference: z.string(), paymentId: PaymentId };

/** A payment or one of its refunds has come to a state its owner waits for. */
export const PaymentChanged = Envelope.extend({
  type: z.literal("payment.changed"),
  version: z.literal(1),
  source: z.literal("payment"),
  data: z.object({
    ...subject,
    state: z.enum([...statesOf("payment"), ...statesOf("refund")]),
    refundId: RefundId.optional(),
    /** False of card money: what is paid stays so. A bank may take a deposit back, which is said as PAID once more. */
    isDeposit: z.boolean().optional(),
    /** Of a charge of points: whose it is, and how much. */
    memberId: MemberId.optional(),
    currency: Currency.optional(),
    amountMinor: z.int().nonnegative().optional(),
  }),
});
/** A parsed `PaymentChanged`. */
export type PaymentChanged = z.infer<typeof PaymentChanged>;

/** People have to look at a payment or at one of its refunds. */
export const PaymentAttentionRaised = Envelope.extend({
  type: z.literal("payment.attention_raised"),
  version: z.literal(1),
  source: z.literal("payment"),
  data: z.object({
    ...subject,
    /** A code: `amount_mismatch`, `refund_refused` … */
    reason: z.string(),
    refundId: RefundId.optional(),
  }),
});
/** A parsed `PaymentAttentionRaised`. */
export type PaymentAttentionRaised = z.infer<typeof PaymentAttentionRaised>;
