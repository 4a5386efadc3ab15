/** `POST /api/admin/payments/reconcile`: days are compared until the time of the request is over. */
import { reply } from "@edgemart/worker-kit/reply";
import { officeWrite } from "../verbs/office-write.ts";
import { reconcileDays } from "../verbs/reconcile-days.ts";
import type { Route } from "./route.ts";
import { workOf } from "./work-of.ts";

/** No day is begun later: the gateway may take 15 s for the last one, and the row of this address has 20 s. */
const BEGIN_MS = 4_000;

/** Answers it. */
export const adminReconcile: Route<"adminReconcile"> = async (c, { body, write }) => {
  const work = workOf(c);
  const begun = Date.now();
  const compared = await officeWrite(work.office, write, {
    run: () => work.office.beginReconcile(body, write),
    after: async () => undefined,
    // A repeated key goes on: what was noted before is noted once a day.
    read: () => reconcileDays(body, work, () => Date.now() - begun > BEGIN_MS),
  });
  return compared.ok ? reply(200, compared.value) : compared;
};
