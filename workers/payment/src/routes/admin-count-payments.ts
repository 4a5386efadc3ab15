/** `GET /api/admin/payments/counts`: how much waits for people. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Answers it. */
export const adminCountPayments: Route<"adminCountPayments"> = async (c) =>
  reply(200, await c.var.deps.officeReads.counts());
