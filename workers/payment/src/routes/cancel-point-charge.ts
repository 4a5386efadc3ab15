/** `POST /api/points/charge/:paymentId/cancel`. */
import { reply } from "@edgemart/worker-kit/reply";
import { cancelCharge } from "../verbs/cancel-charge.ts";
import type { Route } from "./route.ts";
import { workOf } from "./work-of.ts";

export const cancelPointCharge: Route<"cancelPointCharge"> = async (c, { params }) => {
  const { memberId } = c.var.identity;
  const cancelled = await cancelCharge({ memberId, paymentId: params.paymentId }, workOf(c));
  if (!cancelled.ok) return cancelled;
  const { value: refund } = cancelled;
  return refund.status === "DONE" ? reply(200, refund) : reply(202, refund);
};
