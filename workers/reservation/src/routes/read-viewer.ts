/** Reads who asks where a token is optional: none is a guest, a wrong one is refused and never taken for a guest. */
import { readBearer } from "@edgemart/worker-kit/bearer";
import { problem } from "@edgemart/worker-kit/create-app";
import { verifyAccessToken } from "@edgemart/worker-kit/identity";
import { createMiddleware } from "hono/factory";
import type { ReservationAppEnv } from "./route.ts";

/** Sets `viewer`. */
export const readViewer = createMiddleware<ReservationAppEnv>(async function readViewer(c, next) {
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
