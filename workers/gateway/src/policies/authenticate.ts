/** Verifies the Bearer token of a request. Auth's own rows pass untouched: their credential is judged there. */

import type { ErrorCode } from "@edgemart/contracts/error";
import { readBearer } from "@edgemart/worker-kit/bearer";
import { problem } from "@edgemart/worker-kit/create-app";
import { verifyAccessToken } from "@edgemart/worker-kit/identity";
import { log } from "@edgemart/worker-kit/log";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { timed } from "../metrics/timed.ts";
import { recallIdentity, rememberIdentity } from "./token-cache.ts";

const TOKEN_CHARS_MAX = 4096;

/** Sets the identity of a verified token; refuses a bad token where it matters. */
export const authenticate: GatewayMiddleware = async (c, next) => {
  c.set("identity", null);
  if (c.get("row").to === "AUTH") return next();
  const bearer = readBearer(c.req.header("authorization"));
  if (bearer.kind === "ambiguous") return problem(c, { code: "invalid_request" });
  if (bearer.kind === "malformed") return refuse(c, "token_invalid", "form", next);
  if (bearer.kind === "none") return next();

  // Nothing is computed over what no token of ours can be (attack 21).
  if (bearer.token.length > TOKEN_CHARS_MAX) return refuse(c, "token_invalid", "length", next);

  const now = Math.floor(Date.now() / 1000);
  let identity = recallIdentity(bearer.token, now);
  if (!identity) {
    const seen = await timed(c, "jwt", () => verifyAccessToken(bearer.token, c.get("config"), now));
    if (!seen.ok) {
      return refuse(c, seen.expired ? "token_expired" : "token_invalid", seen.reason, next);
    }
    identity = seen.identity;
    rememberIdentity(bearer.token, identity, now);
  }
  c.set("identity", identity);
  await next();
};

/** A bad token on a public row is anonymous for reads (specs/auth.md item 37); everywhere else it is refused. */
async function refuse(
  c: GatewayContext,
  code: ErrorCode,
  reason: string,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  const harmless =
    c.get("row").access === "public" && (c.req.method === "GET" || c.req.method === "HEAD");
  if (harmless) {
    await next();
    return undefined;
  }
  log("info", "gateway.token_refused", { requestId: c.get("requestId"), code, reason });
  return problem(c, { code });
}
