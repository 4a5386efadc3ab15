/** A request with a key → the claim it makes: record, fingerprint, owner, times. */
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import type { GatewayContext } from "../context.ts";
import { KEYED_WINDOW_SECONDS } from "../table/limits.ts";
import { prefixOf } from "../upstream/shopper.ts";
import { fingerprint, recordId } from "./digest.ts";
import type { ClaimRequest } from "./store.ts";
import { keyedLimitKey } from "./store.upstash.ts";

/** A holder's settling and its retries fit in what a lease has over the upstream's deadline. */
const LEASE_MARGIN_MS = 10_000;
/** How long a key is known after its answer is gone. @see gateway spec 24 */
const TOMBSTONE_TTL_MS = 30 * 86_400_000;

/** Tells whether a keyed request only reads: its record lives no longer than lease or answer, and nothing is taken over. */
export function isKeyedRead(c: GatewayContext): boolean {
  return c.req.method === "GET";
}

/** Milliseconds an answer is replayed, and its record known, from the completion on. */
export function lifeOf(c: GatewayContext): { answerTtlMs: number; recordTtlMs: number } {
  const seconds = c.get("row").idempotency.ttlSeconds ?? c.get("config").IDEMPOTENCY_TTL_SECONDS;
  const answerTtlMs = seconds * 1000;
  return { answerTtlMs, recordTtlMs: answerTtlMs + (isKeyedRead(c) ? 0 : TOMBSTONE_TTL_MS) };
}

/** Builds the claim of a request under its key. */
export async function claimRequest(c: GatewayContext, key: string): Promise<ClaimRequest> {
  const row = c.get("row");
  const config = c.get("config");
  const identity = c.get("identity");
  const url = new URL(c.req.url);
  const scope = {
    environment: config.ENVIRONMENT,
    issuer: config.AUTH_ISSUER,
    memberId: identity?.memberId ?? null,
    rowPath: row.path,
  };
  const leaseMs = row.timeoutMs + LEASE_MARGIN_MS;
  return {
    record: await recordId(scope, key),
    fingerprint: await fingerprint({
      method: c.req.method,
      path: url.pathname,
      query: url.search,
      headers: c.req.raw.headers,
      body: c.get("body") ?? new Uint8Array(),
      role: identity?.role ?? "",
    }),
    // 128 random bits: a UUID has 122 (rule 11).
    owner: encodeBase64Url(crypto.getRandomValues(new Uint8Array(16))),
    leaseMs,
    recordTtlMs: isKeyedRead(c) ? leaseMs : TOMBSTONE_TTL_MS,
    mode: row.idempotency.mode,
    // Looked at by every claim, however recently the session was seen alive: it costs no round trip, and a caller who lost a right
    // is neither given an old answer again nor let through to write.
    session: identity && {
      sessionId: identity.sessionId,
      memberId: identity.memberId,
      issuedAt: identity.issuedAt,
      memberVersion: identity.memberVersion,
      era: identity.era,
    },
    limit: limitOf(c),
  };
}

/** Tells against whom the records of a row are counted: the member, or else the address. */
function limitOf(c: GatewayContext): ClaimRequest["limit"] {
  const row = c.get("row");
  const identity = c.get("identity");
  const who = identity?.memberId ?? prefixOf(c.req.raw);
  if (row.keyedPerMinuteMax === null || who === null) return null;
  const windowMs = KEYED_WINDOW_SECONDS * 1000;
  return { key: keyedLimitKey(who), max: row.keyedPerMinuteMax, windowMs };
}
