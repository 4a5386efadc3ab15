/** `POST /api/reservations/pay`. */
import { err } from "@edgemart/contracts/result";
import { readBearer } from "@edgemart/worker-kit/bearer";
import { reply } from "@edgemart/worker-kit/reply";
import { reservationView } from "../core/reservation-view.ts";
import { payReservation as pay } from "../verbs/pay-reservation.ts";
import { ownReservation } from "./own-reservation.ts";
import { callOf, type Route } from "./route.ts";

/** Begins to pay, or goes on with the payment there is. */
export const payReservation: Route<"payReservation"> = async (c, { body }) => {
  const row = await ownReservation(c, body.reservationId);
  const bearer = readBearer(c.req.header("authorization"));
  if (!row || bearer.kind !== "token") return err("not_found");
  const call = callOf(c);
  const me = await c.var.deps.member.me(bearer.token, call);
  if (!me.ok) return err("not_found");
  const payer = { name: me.value.name, email: me.value.email };
  const paying = await pay(c.var.deps, row, body, payer, call);
  if (!paying.ok) return paying;
  const { isNew, isUnknown, next, row: now } = paying.value;
  const payment = {
    reservation: reservationView(now, Date.now()),
    paymentId: now.payment_id,
    next,
  };
  if (isUnknown) return reply(202, payment);
  return isNew ? reply(201, payment) : reply(200, payment);
};
