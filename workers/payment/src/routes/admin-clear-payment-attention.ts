/** `POST /api/admin/payments/:id/attention`. */
import { reply } from "@edgemart/worker-kit/reply";
import { officeWrite } from "../verbs/office-write.ts";
import type { Route } from "./route.ts";

/** Answers it. */
export const adminClearPaymentAttention: Route<"adminClearPaymentAttention"> = async (
  c,
  { params, body, write },
) => {
  const { office, officeReads } = c.var.deps;
  const cleared = await officeWrite(office, write, {
    run: () => office.clearAttention(params.id, body.note, write),
    after: async () => undefined,
    read: () => officeReads.one(params.id),
  });
  return cleared.ok ? reply(200, cleared.value) : cleared;
};
