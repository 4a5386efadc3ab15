/** `POST /api/points/charge`: opens a charge, or confirms one with the gateway's key. */
import { NOT_EXECUTED, refuse } from "@edgemart/worker-kit/not-executed";
import { reply } from "@edgemart/worker-kit/reply";
import { confirmCharge } from "../verbs/confirm-charge.ts";
import { openCharge } from "../verbs/open-charge.ts";
import type { Route } from "./route.ts";
import { workOf } from "./work-of.ts";

export const chargePoints: Route<"chargePoints"> = async (c, { body, query, write }) => {
  const { memberId } = c.var.identity;
  if ("pgToken" in body) {
    const { paymentId, amount, pgToken } = body;
    const confirmed = await confirmCharge({ memberId, paymentId, amount, pgToken }, workOf(c));
    // A decline is this key's last word; an unknown key may be known a moment later.
    if (!confirmed.ok) {
      return confirmed.error.detail === "key_unknown" ? refuse(c, confirmed.error) : confirmed;
    }
    const { value: payment } = confirmed;
    if (payment.status === "PAID") return reply(200, payment);
    return reply(202, payment, { "retry-after": "2", ...NOT_EXECUTED });
  }
  const asked = { memberId, amount: body.amount, locale: query.lang, key: write.key };
  const opened = await openCharge(asked, workOf(c));
  return opened.ok ? reply(201, opened.value) : opened;
};
