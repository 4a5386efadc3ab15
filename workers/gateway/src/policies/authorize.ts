/** Who may use a row. Pure, and the middleware that applies it. */

import type { ErrorCode } from "@edgemart/contracts/error";
import type { Identity } from "@edgemart/contracts/identity";
import { problem } from "@edgemart/worker-kit/create-app";
import type { GatewayMiddleware } from "../context.ts";
import type { Access } from "../table/row.ts";

/** Gives the code of the refusal, or null when the caller may pass. Deny is the default. */
export function refusalOf(access: Access, identity: Identity | null): ErrorCode | null {
  switch (access) {
    case "public":
    case "optional":
      return null;
    case "member":
      return identity ? null : "token_missing";
    case "admin":
      if (!identity) return "token_missing";
      return identity.role === "admin" ? null : "forbidden";
  }
}

// RFC 6750 §3: the challenge names what would have been enough.
const NEEDS_ADMIN = {
  "www-authenticate": 'Bearer realm="api", error="insufficient_scope", scope="admin"',
};

/** Refuses a caller whom the row's access does not let in: 401 or 403. */
export const authorize: GatewayMiddleware = async (c, next) => {
  const code = refusalOf(c.get("row").access, c.get("identity"));
  if (code === "forbidden") return problem(c, { code }, NEEDS_ADMIN);
  if (code) return problem(c, { code });
  await next();
};
