/** One structured line for each request, without secrets, keys or query. */
import { log } from "@edgemart/worker-kit/log";
import { versionOf } from "@edgemart/worker-kit/version";
import type { GatewayMiddleware } from "../context.ts";

/** Writes the line when the answer is made. */
export const logRequest: GatewayMiddleware = async (c, next) => {
  const begun = Date.now();
  await next();
  log("info", "gateway.request", {
    requestId: c.get("requestId"),
    traceparent: c.get("traceparent"),
    method: c.req.method,
    path: loggedPath(c.req.path),
    route: c.get("row")?.path,
    status: c.res.status,
    memberId: c.get("identity")?.memberId,
    keyHash: c.get("keyHash"),
    idempotency: c.res.headers.get("idempotency-status") ?? undefined,
    version: versionOf(c.env),
    durationMs: Date.now() - begun,
  });
};

/** The path, without the key that one address holds. */
function loggedPath(path: string): string {
  return path.replace(/^(\/api\/idempotency\/).+/, "$1…");
}
