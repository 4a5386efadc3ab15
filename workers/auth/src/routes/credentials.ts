/** Who may use an operation: a trusted server, a member with a living session, an administrator; and a recent password. */
import { adminRefusal } from "@edgemart/contracts/member-lookup";
import { adminTokenRefusal } from "@edgemart/contracts/mfa";
import { readBearer } from "@edgemart/worker-kit/bearer";
import { problem } from "@edgemart/worker-kit/create-app";
import { isFresh } from "@edgemart/worker-kit/require-identity";
import { isServiceKey } from "../core/service-key.ts";
import type { AuthMiddleware } from "./route.ts";

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

/** Lets a member with a living session through. @throws Unavailable: without the marks no one is let through */
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

/** Asks for a password given within the last 15 minutes; placed after `bearer`. */
export const freshAuth: AuthMiddleware = async function freshAuth(c, next) {
  const now = Math.floor(c.var.deps.now() / 1000);
  if (!isFresh(c.var.identity, now)) return problem(c, { code: "reauthentication_required" });
  await next();
};

/**
 * Lets an administrator through; placed after `bearer`.
 *
 * A read is decided on the token, an act on the member's state of now. @throws Unavailable when member does not tell
 */
export const adminOnly: AuthMiddleware = async function adminOnly(c, next) {
  const { caller, deps, identity } = c.var;
  const { memberId, sessionId } = identity;
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  const code =
    adminTokenRefusal(identity) ??
    (isRead ? null : adminRefusal(await deps.members.stateOf(memberId, caller.call)));
  if (code) {
    const outcome = code === "mfa_required" ? code : "not_admin";
    deps.audit({ event: "authz_fail", memberId, sessionId, outcome }, caller);
    return problem(c, { code });
  }
  await next();
};
