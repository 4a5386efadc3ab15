/** Completes a payment with the gateway's key. It needs no owner: payment apps come back in another browser. @see specs/ticketing.md 43 */
import type { CallContext } from "@edgemart/contracts/call";
import { minorOf } from "@edgemart/contracts/payment";
import type { ReservationConfirmInput } from "@edgemart/contracts/reservation";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { ReservationRow } from "../core/reservation-view.ts";
import type { Deps } from "../ports/deps.ts";
import { settleEnded, settlePaid } from "./settle-attempt.ts";

type Refusal =
  | "not_found"
  | "payment_amount_mismatch"
  | "payment_declined"
  | "payment_expired"
  | "reservation_over";

/** Does it, once however often it is asked. */
export async function confirmReservation(
  deps: Deps,
  { amount, paymentId, paymentKey }: ReservationConfirmInput,
  call: CallContext,
): Promise<Result<{ row: ReservationRow; isUnknown: boolean }, Refusal>> {
  const row = await deps.sale.ofPayment(paymentId);
  if (!row) return err("not_found");
  const amountMinor = minorOf(amount, row.currency);
  if (amountMinor === null) return err("payment_amount_mismatch");
  const of = { paymentId, reservationId: row.id };
  const answer = await deps.payment.confirm(
    { purpose: "reservation", paymentId, paymentKey, amountMinor },
    call,
  );
  switch (answer.state) {
    case "paid":
      // Money of an attempt that has ended goes back by payment itself.
      if ((await settlePaid(deps, of)) === "over") return err("reservation_over");
      return found(deps, row.id, false);
    case "declined":
      await settleEnded(deps, of);
      return err("payment_declined", { detail: answer.why });
    case "pending":
    case "awaiting_deposit":
      return found(deps, row.id, true);
    case "unknown_key":
      return err("payment_amount_mismatch", { detail: "The gateway knows no such key." });
    case "refused":
      if (answer.why === "expired") {
        await settleEnded(deps, of);
        return err("payment_expired");
      }
      // The payment is still to be paid: a stranger's wrong amount must not end it.
      return err("payment_amount_mismatch", { detail: answer.why });
  }
}

async function found({ sale }: Deps, id: string, isUnknown: boolean) {
  const row = await sale.find(id);
  return row ? ok({ row, isUnknown }) : err("not_found");
}
