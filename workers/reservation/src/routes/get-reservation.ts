/** `GET /api/reservations/{id}`. */
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import { reservationView } from "../core/reservation-view.ts";
import { ownReservation } from "./own-reservation.ts";
import type { Route } from "./route.ts";

/** Gives one of the caller's reservations as it is now. */
export const getReservation: Route<"getReservation"> = async (c, { params }) => {
  const row = await ownReservation(c, params.id);
  return row ? versioned(200, reservationView(row, Date.now())) : err("not_found");
};
