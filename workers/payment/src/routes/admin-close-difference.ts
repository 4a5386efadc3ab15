/** `POST /api/admin/payments/differences/:id/close`. */
import { reply } from "@edgemart/worker-kit/reply";
import { officeWrite } from "../verbs/office-write.ts";
import type { Route } from "./route.ts";

/** Answers it. */
export const adminCloseDifference: Route<"adminCloseDifference"> = async (
  c,
  { params, body, write },
) => {
  const { office, officeReads } = c.var.deps;
  const closed = await officeWrite(office, write, {
    run: () => office.closeDifference(params.id, body.note, write),
    after: async () => undefined,
    read: () => officeReads.difference(params.id),
  });
  return closed.ok ? reply(200, closed.value) : closed;
};
