/** Confirms a member's charge with the key that the payment gateway's page sent back. */
import type { Payment } from "@edgemart/contracts/payment";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Work } from "../ports/deps.ts";
import { confirmPayment } from "./confirm-payment.ts";

/**
 * Takes the money of a charge; its points come in the statement that makes it PAID.
 *
 * @returns the payment, PAID or still CONFIRMING · `not_found` · `payment_declined` · `payment_expired` ·
 *          `payment_amount_mismatch`
 */
export async function confirmCharge(
  input: { memberId: string; paymentId: string; amount: number; pgToken: string },
  work: Work,
): Promise<
  Result<Payment, "not_found" | "payment_amount_mismatch" | "payment_declined" | "payment_expired">
> {
  const { memberId, paymentId, amount, pgToken } = input;
  if ((await work.reads.one(memberId, paymentId))?.purpose !== "point_charge") {
    return err("not_found");
  }
  const told = await confirmPayment(
    { purpose: "point_charge", paymentId, paymentKey: pgToken, amountMinor: amount },
    work,
  );
  switch (told.state) {
    case "declined":
      return err("payment_declined", { detail: told.why });
    case "unknown_key":
      return err("payment_declined", { detail: "key_unknown" });
    case "refused":
      if (told.why === "unknown_payment") return err("not_found");
      return err(told.why === "expired" ? "payment_expired" : "payment_amount_mismatch");
    default: {
      const payment = await work.reads.one(memberId, paymentId);
      return payment ? ok(payment) : err("not_found");
    }
  }
}
