/** The checks before a handler, in the order of auth 6: size and type, service key, address limit, parse. */
import { UNKNOWN_PREFIX } from "@edgemart/contracts/client-address";
import { adminRefusal } from "@edgemart/contracts/member-lookup";
import { readBearer } from "@edgemart/worker-kit/bearer";
import { problem } from "@edgemart/worker-kit/create-app";
import { isFresh } from "@edgemart/worker-kit/require-identity";
import { strictJson } from "@edgemart/worker-kit/validate";
import type { Context } from "hono";
import { accountDigest } from "../core/account-digest.ts";
import { isServiceKey } from "../core/service-key.ts";
import type { WindowKind } from "../core/throttle.ts";
import type { AuthAppEnv, AuthMiddleware } from "./context.ts";

const BODY_BYTES_MAX = 16 * 1024;
const readJson = strictJson(BODY_BYTES_MAX);

/** Answers 415 and 413 now; a 400 waits for `parsedBody`, so that strangers and the throttled do not learn it. */
export const boundedBody: AuthMiddleware = async function boundedBody(c, next) {
  const refusal = (await readJson(c, async () => undefined)) ?? null;
  if (refusal && refusal.status !== 400) return refusal;
  c.set("bodyRefusal", refusal);
  await next();
};

/** Lets trusted servers through; one body for every cause. @see specs/auth.md items 7, 8 */
export const serviceKey: AuthMiddleware = async function serviceKey(c, next) {
  const { AUTH_BASIC_KEY, AUTH_BASIC_KEY_NEXT, AUTH_BASIC_KEY_PREVIOUS } = c.var.config;
  const valid = [AUTH_BASIC_KEY, AUTH_BASIC_KEY_NEXT, AUTH_BASIC_KEY_PREVIOUS];
  const keys = valid.filter((key) => key !== undefined);
  if (!isServiceKey(c.req.header("authorization"), keys)) {
    c.var.deps.audit({ event: "authz_fail", outcome: "service_key" }, c.var.caller);
    return problem(c, { code: "service_auth_required" });
  }
  await next();
};

type AddressWindow = Extract<WindowKind, "login" | "register">;

/** Statuses after which an attempt counts: an answer that depended on a password or made an account. */
const COUNTED: Record<AddressWindow, readonly number[]> = {
  login: [200, 401, 403],
  register: [201, 409],
};

/**
 * Takes one of the address prefix's attempts before anything is parsed, and gives it back when none was made.
 *
 * Taken first, because of parallel requests only so many may go on as there are attempts left (auth 29).
 */
export function addressLimit(kind: AddressWindow): AuthMiddleware {
  return async function addressLimit(c, next) {
    const { deps, caller } = c.var;
    // Told at once, before any trip to a store: a flood must not become the store's flood (attack 73).
    if (deps.hasher.isFull()) {
      return problem(c, { code: "temporarily_unavailable", retryAfterSeconds: 1 });
    }
    const now = Math.floor(deps.now() / 1000);
    const bucket = await bucketOf(c);
    // Nobody is named, and no address known: what follows refuses it, or a limit of its own holds.
    if (bucket === null) return next();
    caller.bucket = bucket;
    const admission = await deps.throttle.takeWindow(kind, bucket, now);
    if (!admission.admitted) {
      deps.audit({ event: "excess_rate_limit_exceeded", outcome: kind }, caller);
      const { retryAfterSeconds } = admission;
      return problem(c, { code: "rate_limited", retryAfterSeconds });
    }
    await next();
    if (COUNTED[kind].includes(c.res.status)) return;
    try {
      await deps.throttle.giveBackWindow(kind, bucket, now);
    } catch (thrown) {
      deps.warn("auth.attempt_not_given_back", thrown, caller);
    }
  };
}

/** The address prefix; with none known the account that is named, so that nobody fills a bucket of everybody's. */
async function bucketOf(c: Context<AuthAppEnv>): Promise<string | null> {
  const { bodyRefusal, caller, config, identity } = c.var;
  if (caller.addressPrefix !== UNKNOWN_PREFIX) return caller.addressPrefix;
  if (identity) return `member:${identity.memberId}`;
  const body = bodyRefusal ? null : ((await c.req.json()) as { email?: unknown } | null);
  if (typeof body?.email !== "string") return null;
  const { keys, current } = config.AUTH_PEPPERS;
  return `account:${accountDigest(body.email, keys.get(current) ?? new Uint8Array(32))}`;
}

/** Lets a member with a living session through. @throws Unavailable: without the marks nobody is let through */
export const bearer: AuthMiddleware = async function bearer(c, next) {
  const { deps } = c.var;
  const presented = readBearer(c.req.header("authorization"));
  if (presented.kind === "none") return problem(c, { code: "token_missing" });
  if (presented.kind === "ambiguous") return problem(c, { code: "invalid_request" });
  if (presented.kind === "malformed") return problem(c, { code: "token_invalid" });
  const seen = await deps.verifyAccessToken(presented.token, Math.floor(deps.now() / 1000));
  if (!seen.ok) return problem(c, { code: seen.expired ? "token_expired" : "token_invalid" });
  if (await deps.sessions.isRevoked(seen.identity)) {
    return problem(c, { code: "token_invalid" });
  }
  c.set("identity", seen.identity);
  await next();
};

/** Asks for a password given within the last 15 minutes; stands after `bearer`. */
export const freshAuth: AuthMiddleware = async function freshAuth(c, next) {
  const now = Math.floor(c.var.deps.now() / 1000);
  if (!isFresh(c.var.identity, now)) return problem(c, { code: "reauthentication_required" });
  await next();
};

/**
 * Lets an administrator through; stands after `bearer`.
 *
 * A read is decided on the token, an act on the member's state of now. @throws Unavailable when member does not tell
 */
export const adminOnly: AuthMiddleware = async function adminOnly(c, next) {
  const { caller, deps, identity } = c.var;
  const { memberId, sessionId, role } = identity;
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  const code =
    role !== "admin"
      ? "forbidden"
      : isRead
        ? null
        : adminRefusal(await deps.members.stateOf(memberId, caller.call));
  if (code) {
    deps.audit({ event: "authz_fail", memberId, sessionId, outcome: "not_admin" }, caller);
    return problem(c, { code });
  }
  await next();
};

/** Answers the 400 that `boundedBody` kept back. */
export const parsedBody: AuthMiddleware = async function parsedBody(c, next) {
  if (c.var.bodyRefusal) return c.var.bodyRefusal;
  await next();
};
