/** Ended sessions: read from Redis at most once per session in 5 s and isolate. Fails closed where it matters. */

import type { Identity } from "@edgemart/contracts/identity";
import { connectRedis } from "@edgemart/redis/client";
import { REVOKED_EVERYONE_KEY, revokedMemberKey, revokedSessionKey } from "@edgemart/redis/keys";
import { redisBudget } from "@edgemart/redis/vars";
import { problem } from "@edgemart/worker-kit/create-app";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { timed } from "../metrics/timed.ts";
import { askStore } from "../upstream/guarded-store.ts";
import { isKnownLive, noteLive } from "./live-sessions.ts";
import { isRevoked } from "./revoked.ts";

/** Refuses ended sessions. A keyed request is checked inside its claim instead, to save the trip (rule 36). */
export const refuseRevoked: GatewayMiddleware = async (c, next) => {
  const identity = c.get("identity");
  const idempotencyKey = c.get("idempotencyKey");
  const begunMs = Date.now();
  if (!identity || idempotencyKey !== null || isKnownLive(identity, begunMs)) return next();
  const state = await sessionState(c, identity);
  if (state === "live") noteLive(identity, begunMs);
  else if (state === "revoked" && !isPublicRead(c)) return problem(c, { code: "token_invalid" });
  else if (state === "unread" && !isBrowsing(c)) {
    return problem(c, { code: "temporarily_unavailable" });
  } else c.set("identity", null);
  await next();
};

async function sessionState(
  c: GatewayContext,
  identity: Identity,
): Promise<"live" | "revoked" | "unread"> {
  const config = c.get("config");
  const requestId = c.get("requestId");
  try {
    const redis = connectRedis(config, redisBudget(config));
    const [session = null, member = null, everyone = null] = await timed(c, "revocation", () =>
      askStore("revocation", config.BREAKER_STORE_FAILURES, () =>
        redis.mget<(string | null)[]>(
          revokedSessionKey(identity.sessionId),
          revokedMemberKey(identity.memberId),
          REVOKED_EVERYONE_KEY,
        ),
      ),
    );
    return isRevoked(identity, session, member, everyone) ? "revoked" : "live";
  } catch (thrown) {
    log("error", "gateway.revocation_unread", { requestId, reason: reasonOf(thrown) });
    return "unread";
  }
}

/** Without Redis a browse page is answered as if no one were signed in; account rows and writes do not (specs/auth.md item 52). */
function isBrowsing(c: GatewayContext): boolean {
  const { access } = c.get("row");
  return (access === "public" || access === "optional") && isRead(c);
}

/** A bad token is no token where none is needed (specs/auth.md item 37). */
function isPublicRead(c: GatewayContext): boolean {
  return c.get("row").access === "public" && isRead(c);
}

function isRead(c: GatewayContext): boolean {
  return c.req.method === "GET" || c.req.method === "HEAD";
}
