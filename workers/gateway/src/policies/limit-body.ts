/** Holds a body against the limits of its row, bytes and time: Content-Length is not believed, a slow trickle is not waited for. */
import { readBody, watchBody } from "@edgemart/worker-kit/read-body";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { bodyProblem, boundsOf } from "../upstream/body-bounds.ts";

/** Reads the body within its bounds, or watches it on rows whose body streams. */
export const limitBody: GatewayMiddleware = async (c, next) => {
  const incoming = c.req.raw.body;
  c.set("body", null);
  c.set("stream", null);
  if (incoming === null) return next();
  if (c.get("row").bodyStreams) {
    const length = statedLength(c);
    // A length that is stated and too large needs no byte of the body; a smaller one proves nothing.
    if (length !== null && length > c.get("row").bodyBytesMax)
      return bodyProblem(c, "body_too_large");
    c.set("stream", { ...watchBody(incoming, boundsOf(c.get("row")), length), length });
    return next();
  }
  const read = await readBody(incoming, boundsOf(c.get("row")));
  if (!read.ok) return bodyProblem(c, read.error.code);
  if (read.value.byteLength) c.set("body", read.value);
  await next();
};

/** Null where chunks say where the body ends. */
function statedLength(c: GatewayContext): number | null {
  const length = c.req.header("content-length");
  return length === undefined || c.req.header("transfer-encoding") ? null : Number(length);
}
