/** Completes a payment with the key the gateway gave the shopper. @see specs/payments.md 4–6 */
import type { CallContext } from "@edgemart/contracts/call";
import { minorOf, type VerifyInput } from "@edgemart/contracts/payment";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { OrderRow } from "../core/rows.ts";
import type { Deps } from "../ports/deps.ts";
import { type Driven, drive } from "./drive.ts";

/** What verifying came to. */
export interface Verified {
  order: OrderRow;
  /** Not known yet: the saga goes on. */
  isUnknown: boolean;
  /** Steps that are owed and can be done after the answer. */
  rest: Driven["held"];
}

/** Verifies, as often as it is asked, in any browser: anyone who brings the gateway's key completes its payer's purchase. */
export async function verifyPayment(
  deps: Deps,
  paymentId: string,
  input: VerifyInput,
  call: CallContext,
): Promise<Result<Verified>> {
  if (input.cardDetails !== undefined) return err("card_data_refused");
  const order = await deps.orders.findByPayment(paymentId);
  if (!order) return err("not_found");
  // An earlier attempt of the order: its page has come back too late.
  if (order.paymentId !== paymentId) return err("payment_expired");
  const given = input.amount === undefined ? null : minorOf(input.amount, order.currency);
  if (given !== order.cardMinor || (input.orderId ?? paymentId) !== paymentId) {
    return err("payment_amount_mismatch");
  }
  if (input.paymentKey === undefined) {
    const message = "is needed";
    return err("validation_failed", { errors: [{ path: "paymentKey", code: "custom", message }] });
  }
  if (order.state !== "PAYING") return asItIs(order);
  const begun = await deps.orders.beginConfirm(paymentId, order.cardMinor, input.paymentKey);
  if (begun) {
    return afterConfirm(await drive(deps, begun, call, (now) => now.state !== "PAYING"));
  }
  const now = (await deps.orders.find(order.id)) ?? order;
  return now.state === "PAYING" ? ok({ order: now, isUnknown: true, rest: null }) : asItIs(now);
}

function asItIs(order: OrderRow): Result<Verified> {
  switch (order.state) {
    case "PAID":
    case "COMPLETED":
    case "AWAITING_DEPOSIT":
      return ok({ order, isUnknown: false, rest: null });
    case "CANCELLED":
      return order.paidAt === null
        ? err("payment_expired")
        : ok({ order, isUnknown: false, rest: null });
    default:
      return err("payment_expired");
  }
}

function afterConfirm({ order, note, waits, held }: Driven): Result<Verified> {
  const [state, why] = (note.confirm ?? "").split(":");
  if (state === "unknown_key") return err("payment_declined", { detail: "key_unknown" });
  if (state === "refused") {
    return err(why === "expired" ? "payment_expired" : "payment_amount_mismatch");
  }
  if (order.state === "PAYING") {
    // A decline whose end is not through yet is still a decline: nothing is charged.
    if (state === "declined") return err("payment_declined", { detail: why ?? "declined" });
    return ok({ order, isUnknown: true, rest: waits === null ? held : null });
  }
  if (state === "declined") return err("payment_declined", { detail: why ?? "declined" });
  const now = asItIs(order);
  return now.ok ? ok({ ...now.value, rest: held }) : now;
}
