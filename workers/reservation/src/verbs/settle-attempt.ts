/** Follows what payment says of an attempt: paid confirms, an end without money closes it, all else waits. @see specs/ticketing.md 43–46 */
import type { CallContext } from "@edgemart/contracts/call";
import type { PaymentFacts } from "@edgemart/contracts/payment-saga";
import type { ReservationRow } from "../core/reservation-view.ts";
import type { Deps } from "../ports/deps.ts";
import { follow } from "./follow.ts";

/** States of a payment that has ended without money. */
const ENDED: ReadonlySet<PaymentFacts["state"]> = new Set(["FAILED", "EXPIRED"]);

/** An attempt as its reservation has it. */
export type Attempt = Pick<ReservationRow, "id" | "attempt_no"> & { payment_id: string };

/** The payment is there. Its reservation is confirmed; one that was not pending under it gets its money back, and never comes back to life. */
export async function settlePaid(
  deps: Deps,
  { paymentId, reservationId }: { paymentId: string; reservationId: string },
): Promise<"confirmed" | "over"> {
  if (!(await deps.sale.confirm(paymentId))) {
    const row = await deps.sale.find(reservationId);
    return row?.state === "CONFIRMED" && row.payment_id === paymentId ? "confirmed" : "over";
  }
  await follow(deps, reservationId);
  return "confirmed";
}

/** It ended without money: that attempt alone is closed. */
export async function settleEnded(
  deps: Deps,
  { paymentId, reservationId }: { paymentId: string; reservationId: string },
): Promise<void> {
  if (await deps.sale.close(paymentId)) await follow(deps, reservationId);
}

/**
 * Ends an attempt, so that another may begin or its seats may go: only payment's final word does it. One that payment has not
 * heard of is ended there from now on, so that an opening that is still on its way opens nothing.
 */
export async function endAttempt(
  deps: Deps,
  { attempt_no: attempt, id, payment_id: paymentId }: Attempt,
  why: string,
  call: CallContext,
): Promise<"confirmed" | "closed" | "open" | "over"> {
  const of = { paymentId, reservationId: id };
  const { state } = await deps.payment.abandon(
    { purpose: "reservation", paymentId, reference: id, attempt, why },
    call,
  );
  if (state === "pending") return "open";
  if (state === "paid") return settlePaid(deps, of);
  await settleEnded(deps, of);
  return "closed";
}

/** Asks payment, and follows its answer. */
export async function lookAtAttempt(
  deps: Deps,
  row: Attempt,
  call: CallContext,
): Promise<"confirmed" | "closed" | "open" | "over"> {
  const paymentId = row.payment_id;
  const attempt = { paymentId, reservationId: row.id };
  const [facts] = await deps.payment.look(
    { purpose: "reservation", paymentIds: [paymentId] },
    call,
  );
  if (!facts) return "open";
  if (facts.state === "PAID") return settlePaid(deps, attempt);
  if (facts.state === "UNKNOWN") return endAttempt(deps, row, "never_opened", call);
  if (!ENDED.has(facts.state)) return "open";
  await settleEnded(deps, attempt);
  return "closed";
}
