/** Holds the caller against the access of the row. */
import { problem } from "@edgemart/worker-kit/create-app";
import type { GatewayMiddleware } from "../context.ts";
import { refusalOf } from "./refusal.ts";

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
