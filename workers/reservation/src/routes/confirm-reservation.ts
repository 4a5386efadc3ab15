/** `POST /api/reservations/confirm`. */
import { reply } from "@edgemart/worker-kit/reply";
import { reservationView } from "../core/reservation-view.ts";
import { confirmReservation as confirm } from "../verbs/confirm-reservation.ts";
import { callOf, type Route } from "./route.ts";

/** Completes a payment; another than the member learns the status alone. */
export const confirmReservation: Route<"confirmReservation"> = async (c, { body }) => {
  const confirmed = await confirm(c.var.deps, body, callOf(c));
  if (!confirmed.ok) return confirmed;
  const { isUnknown, row } = confirmed.value;
  const view = reservationView(row, Date.now());
  const isOwn = c.var.viewer?.memberId === row.member_id;
  const shown = isOwn ? view : { id: view.id, state: view.state };
  return isUnknown ? reply(202, shown) : reply(200, shown);
};
