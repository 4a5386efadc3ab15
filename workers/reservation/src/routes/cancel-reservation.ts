/** `POST /api/reservations/{id}/cancel`: of one that is not paid. */
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import { isOver, reservationView } from "../core/reservation-view.ts";
import { cancelPending } from "../verbs/cancel-pending.ts";
import { ownReservation } from "./own-reservation.ts";
import { callOf, type Route } from "./route.ts";

/** Gives an unpaid reservation up. */
export const cancelReservation: Route<"cancelReservation"> = async (c, { params }) => {
  const row = await ownReservation(c, params.id);
  if (!row) return err("not_found");
  if (isOver(row, Date.now())) return err("reservation_over");
  const cancelled = await cancelPending(c.var.deps, row, callOf(c));
  if (!cancelled.ok) return cancelled;
  return versioned(200, reservationView(cancelled.value, Date.now()));
};
