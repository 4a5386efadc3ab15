/** `POST /api/admin/payments/refunds/:id/account`. */
import { reply } from "@edgemart/worker-kit/reply";
import { askRefundAgain } from "../verbs/ask-refund-again.ts";
import type { Route } from "./route.ts";
import { workOf } from "./work-of.ts";

/** Answers it. */
export const adminAskRefundAgain: Route<"adminAskRefundAgain"> = async (
  c,
  { params, body, write },
) => {
  const asked = await askRefundAgain(params.id, body, write, workOf(c));
  if (!asked.ok) return asked;
  const isOpen = asked.value.status === "REQUESTED" || asked.value.status === "CONFIRMING";
  return isOpen ? reply(202, asked.value) : reply(200, asked.value);
};
