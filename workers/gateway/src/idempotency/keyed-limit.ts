/** The limit of new keyed operations: counted in the claim, stated in the answer. */
import { problem } from "@edgemart/worker-kit/create-app";
import type { GatewayContext } from "../context.ts";
import { count as addCount } from "../metrics/counts.ts";
import { KEYED_WINDOW_SECONDS } from "../table/limits.ts";
import type { Count } from "./store.ts";

/**
 * Writes the limit of new keyed operations as draft-ietf-httpapi-ratelimit-headers-11 spells it.
 *
 * @param count what Redis counted; of a retry nothing was, and no number is made up
 */
export function limitHeaders(max: number, count: Count | undefined): Record<string, string> {
  return {
    "ratelimit-policy": `"keyed";q=${max};w=${KEYED_WINDOW_SECONDS}`,
    ...(count && { ratelimit: `"keyed";r=${count.left};t=${Math.ceil(count.resetMs / 1000)}` }),
  };
}

/** Refuses a caller who began too many keyed operations; `RateLimit-Policy` is added where the claim ends. */
export function tooMany(c: GatewayContext, count: Count | undefined): Response {
  addCount("gateway_rate_limited_total", { limit: "keyed" });
  const waitSeconds = count ? count.resetMs / 1000 : KEYED_WINDOW_SECONDS;
  return problem(c, { code: "rate_limited", retryAfterSeconds: waitSeconds });
}
