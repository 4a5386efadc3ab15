/** CORS for the configured origins only; never `*`, never with cookies. @see specs/auth.md item 70 */
import { cors } from "hono/cors";
import type { GatewayMiddleware } from "./context.ts";

export const crossOrigin: GatewayMiddleware = (c, next) =>
  cors({
    origin: c.get("config").CORS_ORIGINS,
    allowHeaders: [
      "authorization",
      "content-type",
      "idempotency-key",
      "x-idempotency-key",
      "if-match",
      "if-none-match",
    ],
    allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    exposeHeaders: [
      "etag",
      "location",
      "retry-after",
      "x-request-id",
      "idempotent-replayed",
      "idempotency-status",
      "idempotency-original-request-id",
      "idempotency-expires",
      "link",
    ],
    maxAge: 600,
  })(c, next);
