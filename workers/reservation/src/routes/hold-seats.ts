/** `POST /api/seats/holds`. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import { holdSeats as hold } from "../verbs/hold-seats.ts";
import { callOf, type Route } from "./route.ts";

/** Holds seats; the caller's key is the hold's name. */
export const holdSeats: Route<"holdSeats"> = async (c, { body, write }) => {
  if (write.key === null) return err("idempotency_key_missing");
  const { key, principal: member } = write.key;
  const held = await hold(c.var.deps, body, { member, key }, callOf(c));
  if (!held.ok) return held;
  const { hold: made, isNew } = held.value;
  return isNew ? reply(201, made) : reply(200, made);
};
