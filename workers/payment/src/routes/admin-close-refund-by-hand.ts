/** `POST /api/admin/payments/refunds/:id/by-hand`. */
import { reply } from "@edgemart/worker-kit/reply";
import { officeWrite } from "../verbs/office-write.ts";
import type { Route } from "./route.ts";
import { workOf } from "./work-of.ts";

/** Answers it. */
export const adminCloseRefundByHand: Route<"adminCloseRefundByHand"> = async (
  c,
  { params, body, write },
) => {
  const { office, officeReads, events, later } = workOf(c);
  const closed = await officeWrite(office, write, {
    run: () => office.closeByHand(params.id, body.note, write),
    after: async (done) => later(events.send(done.events)),
    read: () => officeReads.refund(params.id),
  });
  return closed.ok ? reply(200, closed.value) : closed;
};
