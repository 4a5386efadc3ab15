/** Limits: the platform's approximate counter by address for the first shield, Redis where a claim is made anyway. Fails open. */
import { problem } from "@edgemart/worker-kit/create-app";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import type { Count } from "../idempotency/store.ts";
import { count as addCount } from "../metrics/counts.ts";
import { ADDRESS_LIMITS, type AddressLimit, KEYED_WINDOW_SECONDS } from "../table/limits.ts";
import { headersOf } from "../upstream/relay.ts";
import { prefixOf } from "../upstream/shopper.ts";
import { accountNamed } from "./account-named.ts";
import { timed } from "./measure.ts";

/** The counter is on the same machine: what takes longer is broken. */
const COUNTER_MS_MAX = 250;

export const limitRate: GatewayMiddleware = async (c, next) => {
  const route = c.get("route");
  if (route.limit === null) return next();
  const { name, max, windowSeconds } = ADDRESS_LIMITS[route.limit];
  const policy = { "ratelimit-policy": `"${name}";q=${max};w=${windowSeconds}` };
  const { limit } = route;
  if (!(await timed(c, "ratelimit", () => isWithin(c, limit)))) {
    addCount("gateway_rate_limited_total", { limit: name });
    return problem(c, { code: "rate_limited", retryAfterSeconds: windowSeconds }, policy);
  }
  await next();
  const headers = headersOf(c);
  for (const [header, value] of Object.entries(policy)) headers.append(header, value);
};

async function isWithin(c: GatewayContext, limit: AddressLimit): Promise<boolean> {
  // With no address known the account that is named is counted: never everybody in one bucket.
  const who = prefixOf(c.req.raw) ?? (await accountNamed(c));
  if (who === null) return true;
  try {
    // One bucket for each of them and row: many failed logins do not end a neighbour's registration.
    const key = `${c.get("route").prefix} ${who}`;
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

/**
 * The limit of new keyed operations, as draft-ietf-httpapi-ratelimit-headers-11 words it.
 *
 * @param count what Redis counted; of a retry nothing was, and no number is made up
 */
export function limitHeaders(max: number, count: Count | undefined): Record<string, string> {
  return {
    "ratelimit-policy": `"keyed";q=${max};w=${KEYED_WINDOW_SECONDS}`,
    ...(count && { ratelimit: `"keyed";r=${count.left};t=${Math.ceil(count.resetMs / 1000)}` }),
  };
}

/** The refusal of a caller who began too many keyed operations; its policy is named where the claim ends. */
export function tooMany(c: GatewayContext, count: Count | undefined): Response {
  addCount("gateway_rate_limited_total", { limit: "keyed" });
  const waitSeconds = count ? count.resetMs / 1000 : KEYED_WINDOW_SECONDS;
  return problem(c, { code: "rate_limited", retryAfterSeconds: waitSeconds });
}
