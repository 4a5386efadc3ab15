/** What is noted of the gateway's answer, so that a timeline says what became of the money. Pure. */
import type { GatewayAnswered } from "@edgemart/contracts/payment-admin";
import { z } from "zod";

/** A field of another shape than expected is left out: the note must never keep a payment from going on. */
const Answer = z.object({
  status: z
    .string()
    .regex(/^[A-Z_]{2,40}$/)
    .optional()
    .catch(undefined),
  totalAmount: z.number().optional().catch(undefined),
  balanceAmount: z.number().optional().catch(undefined),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .catch(undefined),
  orderId: z
    .string()
    .regex(/^[A-Za-z0-9_=-]{6,64}$/)
    .optional()
    .catch(undefined),
});

/**
 * Picks status and amounts of a payment; null for what is no payment.
 *
 * @param paymentId ours: the gateway's order is noted only where it is another
 */
export function answeredOf(body: unknown, paymentId: string): GatewayAnswered | null {
  const answer = Answer.safeParse(body);
  if (!answer.success || answer.data.status === undefined) return null;
  const { balanceAmount, currency, orderId, status, totalAmount } = answer.data;
  return {
    status,
    ...(totalAmount !== undefined && { amount: totalAmount }),
    ...(balanceAmount !== undefined && { balance: balanceAmount }),
    ...(currency !== undefined && { currency }),
    ...(orderId !== undefined && orderId !== paymentId && { otherOrder: orderId }),
  };
}
