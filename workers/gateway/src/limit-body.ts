/** Holds a body against the row's limit, counting bytes as they arrive: Content-Length is not believed. */
import { readBytes } from "@edgemart/worker-kit/bytes";
import { problem } from "@edgemart/worker-kit/create-app";
import type { GatewayContext, GatewayMiddleware } from "./context.ts";
import { countedStream } from "./counted-stream.ts";

export const limitBody: GatewayMiddleware = async (c, next) => {
  const { bodyBytesMax, bodyStreams } = c.get("route");
  const incoming = c.req.raw.body;
  c.set("body", null);
  c.set("stream", null);
  if (incoming === null) return next();
  if (bodyStreams) {
    // A length that is stated and too large needs no byte of the body; a smaller one proves nothing.
    if (Number(c.req.header("content-length")) > bodyBytesMax) return bodyTooLarge(c);
    c.set("stream", countedStream(incoming, bodyBytesMax));
    return next();
  }
  const bytes = await readBytes(incoming, bodyBytesMax);
  if (!bytes) return bodyTooLarge(c);
  if (bytes.byteLength) c.set("body", bytes);
  await next();
};

/** Answers 413 with the row's limit. */
export function bodyTooLarge(c: GatewayContext): Response {
  const detail = `This address takes at most ${c.get("route").bodyBytesMax} bytes.`;
  return problem(c, { code: "body_too_large", detail });
}
