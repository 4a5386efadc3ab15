/** Hono middleware of the Workers behind the gateway: verifies the forwarded token again and sets `identity`. */

import { FRESH_AUTH_SECONDS, type Identity } from "@edgemart/contracts/identity";
import { adminTokenRefusal } from "@edgemart/contracts/mfa";
import { createMiddleware } from "hono/factory";
import { readBearer } from "./bearer.ts";
import { type AppVariables, problem } from "./create-app.ts";
import { type TrustedIssuer, verifyAccessToken } from "./identity.ts";

interface Needs {
  Bindings: object;
  Variables: AppVariables<TrustedIssuer> & { identity: Identity };
}

/** Lets a verified member through; 401 otherwise. */
export const requireIdentity = createMiddleware<Needs>(async function requireIdentity(c, next) {
  const bearer = readBearer(c.req.header("authorization"));
  if (bearer.kind === "none") return problem(c, { code: "token_missing" });
  if (bearer.kind === "ambiguous") return problem(c, { code: "invalid_request" });
  if (bearer.kind === "malformed") return problem(c, { code: "token_invalid" });
  const seen = await verifyAccessToken(
    bearer.token,
    c.get("config"),
    Math.floor(Date.now() / 1000),
  );
  if (!seen.ok) return problem(c, { code: seen.expired ? "token_expired" : "token_invalid" });
  c.set("identity", seen.identity);
  await next();
});

/**
 * Lets through anyone who was an administrator when the token was made and has proved a second factor; is placed after
 * `requireIdentity`.
 *
 * Enough for a read. A write is decided on the standing of now: `requireAdmin`, or the statement that writes.
 */
export const requireAdminToken = createMiddleware<Needs>(async function requireAdminToken(c, next) {
  const code = adminTokenRefusal(c.get("identity"));
  if (code) return problem(c, { code });
  await next();
});

/** Tells whether the password was given recently enough. @param now epoch seconds */
export function isFresh(identity: Identity, now: number): boolean {
  return now - identity.authTime <= FRESH_AUTH_SECONDS;
}

/** Asks for a recent proof of the password; is placed after `requireIdentity`. @see RFC 9470 */
export const requireFreshAuth = createMiddleware<Needs>(async function requireFreshAuth(c, next) {
  if (isFresh(c.get("identity"), Math.floor(Date.now() / 1000))) return next();
  return problem(c, { code: "reauthentication_required" });
});

interface ReadsViewer {
  Bindings: object;
  Variables: AppVariables<TrustedIssuer> & { viewer: Identity | null };
}

/** Reads who asks where a token is optional: none is a guest, a wrong one is refused and never taken for a guest. Sets `viewer`. */
export const readViewer = createMiddleware<ReadsViewer>(async function readViewer(c, next) {
  const bearer = readBearer(c.req.header("authorization"));
  if (bearer.kind === "ambiguous") return problem(c, { code: "invalid_request" });
  if (bearer.kind === "malformed") return problem(c, { code: "token_invalid" });
  if (bearer.kind === "none") {
    c.set("viewer", null);
    return next();
  }
  const now = Math.floor(Date.now() / 1000);
  const seen = await verifyAccessToken(bearer.token, c.get("config"), now);
  if (!seen.ok) return problem(c, { code: seen.expired ? "token_expired" : "token_invalid" });
  c.set("viewer", seen.identity);
  await next();
});
