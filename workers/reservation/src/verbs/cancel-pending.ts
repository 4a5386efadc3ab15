/** Gives up a reservation that is not paid: an attempt that is open is ended by payment first. @see specs/ticketing.md 45, 49 */
import type { CallContext } from "@edgemart/contracts/call";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { ReservationRow } from "../core/reservation-view.ts";
import type { Deps } from "../ports/deps.ts";
import { follow } from "./follow.ts";
import { endAttempt } from "./settle-attempt.ts";

/** Does it. @returns `payment_in_progress`: whether there is money is not known yet */
export async function cancelPending(
  deps: Deps,
  row: ReservationRow,
  call: CallContext,
): Promise<Result<ReservationRow, "payment_in_progress" | "reservation_over">> {
  if (row.state !== "PENDING") return err("reservation_over");
  if (row.attempt_open && row.payment_id) {
    const attempt = { ...row, payment_id: row.payment_id };
    const became = await endAttempt(deps, attempt, "cancelled", call);
    if (became === "open") return err("payment_in_progress", { retryAfterSeconds: 2 });
    if (became !== "closed") return err("reservation_over");
  }
  if (!(await deps.sale.cancel(row.id))) return err("reservation_over");
  await follow(deps, row.id);
  const now = await deps.sale.find(row.id);
  return now ? ok(now) : err("reservation_over");
}
