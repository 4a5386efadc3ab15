/** `POST /api/guest/orders/lookup`. */
import { UNKNOWN_PREFIX } from "@edgemart/contracts/client-address";
import { normalizeEmail } from "@edgemart/contracts/email";
import { HEADER } from "@edgemart/contracts/headers";
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import { maskedView } from "../core/masked.ts";
import type { Route } from "./route.ts";

/** Finds a guest's order. Every miss is one answer, after the same statements. */
export const lookUpGuestOrder: Route<typeof orderGroups.lookup.lookUpGuestOrder> = async (
  c,
  { body },
) => {
  const { lookups, reads, tokens } = c.var.deps;
  const client = await tokens.clientDigest(c.req.header(HEADER.clientPrefix) ?? UNKNOWN_PREFIX);
  if (!(await lookups.take(body.number, client))) {
    return err("rate_limited", { retryAfterSeconds: 3_600 });
  }
  const found = await reads.lookUp(body.number, normalizeEmail(body.email) ?? body.email);
  if (!found) return err("not_found");
  await lookups.giveBack(body.number, client);
  return reply(200, maskedView(found));
};
