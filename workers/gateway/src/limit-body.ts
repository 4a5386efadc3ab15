/** Reads the body up to the row's limit, counting bytes as they arrive: Content-Length is not believed. */
import { readBytes } from "@edgemart/worker-kit/bytes";
import { problem } from "@edgemart/worker-kit/create-app";
import type { GatewayMiddleware } from "./context.ts";

export const limitBody: GatewayMiddleware = async (c, next) => {
  const { bodyBytesMax } = c.get("route");
  if (c.req.raw.body === null) {
    c.set("body", null);
    return next();
  }
  const bytes = await readBytes(c.req.raw.body, bodyBytesMax);
  if (!bytes) {
    const detail = `This address takes at most ${bodyBytesMax} bytes.`;
    return problem(c, { code: "body_too_large", detail });
  }
  c.set("body", bytes.byteLength ? bytes : null);
  await next();
};
