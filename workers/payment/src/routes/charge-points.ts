/** `POST /api/points/charge`: opens a charge, or confirms one with the gateway's key. */
import { reply } from "@edgemart/worker-kit/reply";
import { confirmCharge } from "../verbs/confirm-charge.ts";
import { openCharge } from "../verbs/open-charge.ts";
import type { Route } from "./route.ts";
import { workOf } from "./work-of.ts";

export const chargePoints: Route<"chargePoints"> = async (c, { body, query }) => {
  const { memberId } = c.var.identity;
  if ("pgToken" in body) {
    const { paymentId, amount, pgToken } = body;
    const confirmed = await confirmCharge({ memberId, paymentId, amount, pgToken }, workOf(c));
    if (!confirmed.ok) return confirmed;
    const { value: payment } = confirmed;
    return payment.status === "PAID" ? reply(200, payment) : reply(202, payment);
  }
  const opened = await openCharge({ memberId, amount: body.amount, locale: query.lang }, workOf(c));
  return opened.ok ? reply(201, opened.value) : opened;
};
