/** One structured line for each request, without secrets, keys or query. */
import { log } from "@edgemart/worker-kit/log";
import type { GatewayMiddleware } from "./context.ts";

export const logRequest: GatewayMiddleware = async (c, next) => {
  const begun = Date.now();
  await next();
  log("info", "gateway.request", {
    requestId: c.var.requestId,
    traceparent: c.var.traceparent,
    method: c.req.method,
    path: c.req.path,
    route: c.var.route?.prefix,
    status: c.res.status,
    memberId: c.var.identity?.memberId,
    idempotency: c.res.headers.get("idempotency-status") ?? undefined,
    durationMs: Date.now() - begun,
  });
};
