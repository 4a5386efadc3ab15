/** `POST /api/payments/{id}/verify`, and the same as `…/confirm`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { problem } from "@edgemart/worker-kit/create-app";
import { reply } from "@edgemart/worker-kit/reply";
import { paymentView } from "../core/payment-view.ts";
import { verifyPayment as verify } from "../verbs/verify-payment.ts";
import { isOwn } from "./own-order.ts";
import { callOf, goOnLater, NOT_EXECUTED, type Route, refuse } from "./route.ts";

type Paying = typeof orderGroups.paying;
type Verifying = Paying["verifyPayment"] | Paying["confirmPayment"];

/** Completes a payment. Anyone but its payer gets the status alone. */
export const verifyPayment: Route<Verifying> = async (c, { params, body }) => {
  const verified = await verify(c.var.deps, params.id, body, callOf(c));
  if (!verified.ok) {
    const { code, detail } = verified.error;
    // A decline is this key's last word; an unknown key may be known a moment later.
    const isFinal = code === "payment_declined" && detail !== "key_unknown";
    return isFinal ? problem(c, verified.error) : refuse(c, verified.error);
  }
  const { order, isUnknown, rest } = verified.value;
  goOnLater(c, rest);
  const full = paymentView(order, null, null);
  const shown = (await isOwn(c, order)) ? full : { id: full.id, status: full.status };
  const owned = order.memberId === null ? "guest/" : "";
  const location = `/api/${owned}orders/${order.id}`;
  if (!isUnknown) return reply(200, shown, { location });
  return reply(
    202,
    { ...shown, status: "CONFIRMING" as const },
    { location, "retry-after": "2", ...NOT_EXECUTED },
  );
};
