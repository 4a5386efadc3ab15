/** Completes a payment with the key the gateway gave the shopper. @see specs/payments.md 4–6 */
import type { CallContext } from "@edgemart/contracts/call";
import { minorOf, type VerifyInput } from "@edgemart/contracts/payment";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { OrderRow } from "../core/rows.ts";
import { afterConfirm } from "../core/saga.ts";
import type { Deps } from "../ports/deps.ts";
import { type Driven, drive } from "./drive.ts";
import { runStep } from "./run-step.ts";

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
  const { cardDetails, paymentKey, amount } = input;
  const isNamed = (input.orderId ?? paymentId) === paymentId;
  let order: OrderRow | null;
  if (!cardDetails && paymentKey !== undefined && amount !== undefined && isNamed) {
    // One statement finds the order, compares, and writes the key down.
    const found = await deps.orders.beginConfirm(paymentId, amount, paymentKey);
    if (found?.step) {
      const begun = { order: found.order, step: found.step };
      return confirmed(await drive(deps, begun, call, (now) => now.state !== "PAYING"));
    }
    order = found?.order ?? null;
  } else order = await deps.orders.findByPayment(paymentId);
  if (!order) return err("not_found");
  // An earlier attempt of the order: its page has come back too late.
  if (order.paymentId !== paymentId) return err("payment_expired");
  const given = amount === undefined ? null : minorOf(amount, order.currency);
  // The source system's body names no amount next to the card.
  const isAmount = given === order.cardMinor || (given === null && cardDetails !== undefined);
  if (!isAmount || !isNamed) return err("payment_amount_mismatch");
  if (cardDetails !== undefined) return keyIn(deps, order, cardDetails.cardNumber, call);
  if (paymentKey === undefined) {
    const message = "is needed";
    return err("validation_failed", { errors: [{ path: "paymentKey", code: "custom", message }] });
  }
  // Another does it at this moment.
  return order.state === "PAYING" ? ok({ order, isUnknown: true, rest: null }) : asItIs(order);
}

/** Pays with a published test card, where the gateway takes one. The digits are in the call alone: no row holds them. */
async function keyIn(
  deps: Deps,
  order: OrderRow,
  cardNumber: string,
  call: CallContext,
): Promise<Result<Verified>> {
  if (order.state !== "PAYING") return asItIs(order);
  const held = await deps.orders.takeOf(order.id);
  if (held?.step.name !== "look") return ok({ order, isUnknown: true, rest: null });
  const input = {
    purpose: "order" as const,
    paymentId: order.paymentId ?? "",
    amountMinor: order.cardMinor,
    cardNumber,
  };
  const run: typeof runStep = async (saga, now, context) => {
    if (now.step.name !== "look") return runStep(saga, now, context);
    const answer = await deps.payment.keyIn(input, context);
    if (answer.state === "card_refused") {
      return { decision: afterConfirm({ state: "unknown_key" }), note: { confirm: answer.state } };
    }
    const why = "why" in answer ? answer.why : answer.state;
    return { decision: afterConfirm(answer), note: { confirm: `${answer.state}:${why}` } };
  };
  return confirmed(await drive(deps, held, call, (now) => now.state !== "PAYING", run));
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

function confirmed({ order, note, waits, held }: Driven): Result<Verified> {
  const [state, why] = (note.confirm ?? "").split(":");
  if (state === "card_refused") return err("card_data_refused");
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
