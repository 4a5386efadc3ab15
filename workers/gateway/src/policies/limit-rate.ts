/** Limits: the platform's approximate counter by address for the first shield, Redis where a claim is made anyway. Fails open. */

import { problem } from "@edgemart/worker-kit/create-app";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { count as addCount } from "../metrics/counts.ts";
import { timed } from "../metrics/timed.ts";
import { ADDRESS_LIMITS, type AddressLimit } from "../table/limits.ts";
import { headersOf } from "../upstream/relay.ts";
import { prefixOf } from "../upstream/shopper.ts";
import { accountNamed } from "./account-named.ts";

/** The counter is on the same machine: what takes longer is broken. */
const COUNTER_MS_MAX = 250;

/** Counts a request against the row's limit and refuses it with 429 above. */
export const limitRate: GatewayMiddleware = async (c, next) => {
  const row = c.get("row");
  if (row.limit === null) return next();
  const { name, max, windowSeconds } = ADDRESS_LIMITS[row.limit];
  const policy = { "ratelimit-policy": `"${name}";q=${max};w=${windowSeconds}` };
  const { limit } = row;
  if (!(await timed(c, "ratelimit", () => isWithin(c, limit)))) {
    addCount("gateway_rate_limited_total", { limit: name });
    return problem(c, { code: "rate_limited", retryAfterSeconds: windowSeconds }, policy);
  }
  await next();
  const headers = headersOf(c);
  for (const [header, value] of Object.entries(policy)) headers.append(header, value);
};

async function isWithin(c: GatewayContext, limit: AddressLimit): Promise<boolean> {
  // With no address known the account that is named is counted: never all callers in one bucket.
  const member =
    ADDRESS_LIMITS[limit].counts === "member" ? c.get("identity")?.memberId : undefined;
  const who = member ?? prefixOf(c.req.raw) ?? (await accountNamed(c));
  if (who === null) return true;
  try {
    // One bucket for each of them and row: many failed logins do not end a neighbour's registration.
    const key = `${c.get("row").path} ${who}`;
    const counter = c.get("config")[limit];
    const { success } = await withDeadline(counter.limit({ key }), COUNTER_MS_MAX);
    return success;
  } catch (thrown) {
    // Open, the opposite of idempotency: a broken counter must not close the shop.
    log("error", "gateway.limit_unread", {
      requestId: c.get("requestId"),
      reason: reasonOf(thrown),
    });
    return true;
  }
}
