/** `POST /api/points/charge/:paymentId/cancel`. */
import { NOT_EXECUTED, refuse } from "@edgemart/worker-kit/not-executed";
import { reply } from "@edgemart/worker-kit/reply";
import { cancelCharge } from "../verbs/cancel-charge.ts";
import type { Route } from "./route.ts";
import { workOf } from "./work-of.ts";

export const cancelPointCharge: Route<"cancelPointCharge"> = async (c, { params }) => {
  const { memberId } = c.var.identity;
  const cancelled = await cancelCharge({ memberId, paymentId: params.paymentId }, workOf(c));
  // Points that are held now may be free a moment later.
  if (!cancelled.ok) return refuse(c, cancelled.error);
  const { value: refund } = cancelled;
  if (refund.status === "DONE") return reply(200, refund);
  return reply(202, refund, { "retry-after": "2", ...NOT_EXECUTED });
};
