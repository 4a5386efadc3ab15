/** `POST /api/reservations`. */
import { versioned } from "@edgemart/worker-kit/reply";
import { pledgeSeats as pledge } from "../verbs/pledge-seats.ts";
import { callOf, type Route } from "./route.ts";

/** Reserves what the caller holds. */
export const pledgeSeats: Route<"pledgeSeats"> = async (c, { body, write }) => {
  const pledged = await pledge(c.var.deps, body, write, callOf(c));
  if (!pledged.ok) return pledged;
  return versioned(201, pledged.value, { location: `/api/reservations/${pledged.value.id}` });
};
