/** Ended sessions: read from Redis at most once per session in 5 s and isolate. Fails closed where it matters. */
import type { Identity } from "@edgemart/contracts/identity";
import { connectRedis } from "@edgemart/redis/client";
import { revokedMemberKey, revokedSessionKey } from "@edgemart/redis/keys";
import { problem } from "@edgemart/worker-kit/create-app";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayMiddleware } from "./context.ts";

const FRESH_MS = 5_000;
const ENTRIES_MAX = 5_000;
const liveUntil = new Map<string, number>();

/** Tells whether a token was ended. Pure. @param memberEpoch value of `rev:m:…`, epoch seconds, or null */
export function isRevoked(identity: Identity, session: string | null, memberEpoch: string | null) {
  return session !== null || (memberEpoch !== null && identity.issuedAt < Number(memberEpoch));
}

/** Tells whether this isolate saw the session alive within the last 5 s. */
export function isKnownLive(identity: Identity, nowMs: number): boolean {
  return (liveUntil.get(liveKey(identity)) ?? 0) > nowMs;
}

/** Notes that the session was seen alive just now. */
export function noteLive(identity: Identity, nowMs: number): void {
  if (liveUntil.size >= ENTRIES_MAX) liveUntil.clear();
  liveUntil.set(liveKey(identity), nowMs + FRESH_MS);
}

function liveKey(identity: Identity): string {
  return `${identity.sessionId} ${identity.issuedAt}`;
}

/** Refuses ended sessions. A keyed request is checked inside its claim instead, to save the trip (rule 36). */
export const refuseRevoked: GatewayMiddleware = async (c, next) => {
  const { identity, config, route } = c.var;
  if (!identity || c.var.idempotencyKey !== null || isKnownLive(identity, Date.now()))
    return next();
  try {
    const redis = connectRedis(config, config.IDEMPOTENCY_STORE_TIMEOUT_MS);
    const [session, member] = await redis.mget<(string | null)[]>(
      revokedSessionKey(identity.sessionId),
      revokedMemberKey(identity.memberId),
    );
    if (isRevoked(identity, session ?? null, member ?? null)) {
      return problem(c, { code: "token_invalid" });
    }
    noteLive(identity, Date.now());
  } catch (thrown) {
    log("error", "gateway.revocation_unread", {
      requestId: c.var.requestId,
      reason: reasonOf(thrown),
    });
    // Account routes and writes fail closed; a browse page goes on as if nobody were signed in.
    if (route.access === "member" || route.access === "admin") {
      return problem(c, { code: "temporarily_unavailable" });
    }
    c.set("identity", null);
  }
  await next();
};
