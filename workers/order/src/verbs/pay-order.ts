/** Begins to pay an order, or goes on with the attempt there is. @see specs/payments.md 1–3, specs/orders.md 31 */
import type { CallContext } from "@edgemart/contracts/call";
import type { ErrorCode } from "@edgemart/contracts/error";
import { ATTEMPTS_MAX } from "@edgemart/contracts/order";
import type { PayInput, PaymentNext } from "@edgemart/contracts/payment";
import type { PaymentFacts } from "@edgemart/contracts/payment-saga";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { splitParts } from "../core/divide.ts";
import type { OrderRow } from "../core/rows.ts";
import { type Split, splitOf } from "../core/split.ts";
import type { Deps } from "../ports/deps.ts";
import { type Driven, drive } from "./drive.ts";

/** The state of paying: the order, what is known of its attempt, and where the shopper goes. */
export interface Paying {
  order: OrderRow;
  /** Null where the attempt has just been opened. */
  facts: PaymentFacts | null;
  next: PaymentNext | null;
  /** This request opened it. */
  isNew: boolean;
  /** Not known yet: the saga goes on. */
  isUnknown: boolean;
  /** Steps that are owed and can be done after the answer. */
  rest: Driven["held"];
}

/** Begins, or goes on. @param order the caller's own, as it is now */
export async function payOrder(
  deps: Deps,
  order: OrderRow,
  input: PayInput,
  call: CallContext,
): Promise<Result<Paying>> {
  const split = splitOf(order, input);
  if (!split.ok) return split;
  switch (order.state) {
    case "PENDING":
      return begin(deps, order, input, split.value, call);
    case "PAYING":
      return goOn(deps, order, input, split.value, call);
    case "AWAITING_DEPOSIT":
      return err("payment_in_progress", { retryAfterSeconds: 5 });
    case "PAID":
    case "COMPLETED":
      return err("order_already_paid");
    case "PLACING":
    case "CANCELLED":
    case "EXPIRED":
      return err("order_state_conflict");
  }
}

async function begin(
  deps: Deps,
  order: OrderRow,
  input: PayInput,
  split: Split,
  call: CallContext,
): Promise<Result<Paying>> {
  const { instrument, cashReceipt } = input;
  const beginning = { ...split, paymentId: deps.newPaymentId(), instrument, cashReceipt };
  const lines = order.lines.map(({ line, unitMinor, quantity, discountMinor }) => ({
    line,
    netMinor: unitMinor * quantity - discountMinor,
  }));
  const parts = splitParts({ lines, shippingMinor: order.shippingMinor }, split.pointAmount);
  const begun = await deps.orders.begin(order, beginning, parts.lines);
  if (begun) return opened(await drive(deps, begun, call, (now) => now.state === "PAID"));
  // Another request was first: eight tabs are one attempt.
  const now = await deps.orders.find(order.id);
  if (now?.state === "PAYING") {
    const asItIs = { ...input, again: false, instrument: now.instrument ?? instrument };
    return goOn(deps, now, asItIs, split, call);
  }
  if (now?.state === "PAID" || now?.state === "COMPLETED") return err("order_already_paid");
  // Nothing has changed and another attempt may begin: too many deposits of guests from there are awaited.
  const mayBegin = now?.version === order.version && now.payable && now.attempts < ATTEMPTS_MAX;
  if (mayBegin && instrument === "virtual_account") return err("payment_method_unavailable");
  return err("order_state_conflict");
}

async function goOn(
  deps: Deps,
  order: OrderRow,
  input: PayInput,
  split: Split,
  call: CallContext,
): Promise<Result<Paying>> {
  // A page shows the means it was opened for: another means is another attempt.
  const isSame =
    order.cardMinor === split.cardMinor &&
    order.pointAmount === split.pointAmount &&
    (split.cardMinor === 0 || order.instrument === input.instrument);
  if (!isSame || input.again) {
    const ended = await endAttempt(deps, order, call);
    if (!ended.ok) return ended;
    return begin(deps, ended.value, input, split, call);
  }
  // A look that is owed is left where it is: who holds it would keep the shopper from other means.
  const step = await deps.orders.takeOf(order.id, "open");
  if (step) return opened(await drive(deps, step, call, (now) => now.state === "PAID"));
  const paymentIds = [order.paymentId ?? ""];
  const [facts] = await deps.payment.look({ purpose: "order", paymentIds }, call);
  switch (facts?.state) {
    case "READY":
      return ok({ order, facts, next: facts.next, isNew: false, isUnknown: false, rest: null });
    case "PAID":
      return err("order_already_paid");
    default:
      return err("payment_in_progress", { retryAfterSeconds: 2 });
  }
}

/** Ends an attempt that has no money yet, so that another may begin. */
async function endAttempt(
  deps: Deps,
  order: OrderRow,
  call: CallContext,
): Promise<Result<OrderRow>> {
  const args = { to: "PENDING", reason: "replaced" } as const;
  const step = await deps.orders.replaceStep(order, { name: "end", args });
  if (!step) return err("payment_in_progress", { retryAfterSeconds: 2 });
  // The hold stays pinned for the next attempt: `unpin` of this one comes after its pin, and changes nothing.
  const driven = await drive(deps, step, call, (now) => now.state !== "PAYING");
  if (driven.order.state === "PENDING") return ok(driven.order);
  if (driven.order.state === "PAID") return err("order_already_paid");
  return err(driven.order.state === "PAYING" ? "payment_in_progress" : "order_state_conflict");
}

/** Reasons an attempt could not be opened, as callers learn them; the rest means that it ended. */
const OPEN_REFUSALS: Record<string, ErrorCode> = {
  points_insufficient: "points_insufficient",
  gateway_unavailable: "payment_gateway_unavailable",
  method_unavailable: "payment_method_unavailable",
  sold_out: "stock_insufficient",
};

function opened({ order, note, waits, held }: Driven): Result<Paying> {
  const paying = { order, facts: null, next: note.next ?? null, isNew: true, rest: held };
  switch (order.state) {
    case "PAYING":
      // Catalog or payment did not answer: the attempt stays, and the same request or the sweep goes on with it.
      if (note.failed !== undefined)
        return err("temporarily_unavailable", { retryAfterSeconds: 2 });
      return ok({ ...paying, isUnknown: waits !== null });
    case "PAID":
    case "COMPLETED":
    case "AWAITING_DEPOSIT":
      return ok({ ...paying, isUnknown: false });
    default: {
      const reason = order.reason ?? "";
      const code = OPEN_REFUSALS[reason] ?? "order_state_conflict";
      if (code !== "stock_insufficient") return err(code);
      const errors = (note.short ?? []).map(({ sku, available }) => ({
        path: `items.${sku}`,
        code,
        message: `${available} left`,
      }));
      return err(code, { errors });
    }
  }
}
