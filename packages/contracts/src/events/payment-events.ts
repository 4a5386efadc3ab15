/** What payment tells its owners: "look". Nothing moves because of the message alone. @see specs/payments.md 17 */
import { z } from "zod";
import { MemberId, PaymentId, RefundId } from "../ids.ts";
import { Currency } from "../money.ts";
import { PaymentPurpose } from "../payment.ts";
import { statesOf } from "../transitions.ts";
import { Envelope } from "./envelope.ts";

/** A payment or one of its refunds has come to a state its owner waits for. */
export const PaymentChanged = Envelope.extend({
  type: z.literal("payment.changed"),
  version: z.literal(1),
  source: z.literal("payment"),
  data: z.object({
    purpose: PaymentPurpose,
    reference: z.string(),
    paymentId: PaymentId,
    state: z.enum([...statesOf("payment"), ...statesOf("refund")]),
    refundId: RefundId.optional(),
    /** Of a charge of points: whose it is, and how much. */
    memberId: MemberId.optional(),
    currency: Currency.optional(),
    amountMinor: z.int().nonnegative().optional(),
  }),
});
/** A parsed `PaymentChanged`. */
export type PaymentChanged = z.infer<typeof PaymentChanged>;
