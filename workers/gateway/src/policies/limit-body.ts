/** Holds a body against the row's limits, bytes and time: Content-Length is not believed, a byte now and then is not waited for. */
import { problem } from "@edgemart/worker-kit/create-app";
import {
  type BodyBounds,
  type BodyFault,
  readBody,
  watchBody,
} from "@edgemart/worker-kit/read-body";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { BODY_MS } from "../table/limits.ts";
import type { Route } from "../table/rows.ts";

export const limitBody: GatewayMiddleware = async (c, next) => {
  const incoming = c.req.raw.body;
  c.set("body", null);
  c.set("stream", null);
  if (incoming === null) return next();
  if (c.get("route").bodyStreams) {
    const length = statedLength(c);
    // A length that is stated and too large needs no byte of the body; a smaller one proves nothing.
    if (length !== null && length > c.get("route").bodyBytesMax)
      return bodyProblem(c, "body_too_large");
    c.set("stream", { ...watchBody(incoming, boundsOf(c.get("route")), length), length });
    return next();
  }
  const read = await readBody(incoming, boundsOf(c.get("route")));
  if (!read.ok) return bodyProblem(c, read.error.code);
  if (read.value.byteLength) c.set("body", read.value);
  await next();
};

/** Bytes and time of a row's body. */
export function boundsOf({ bodyBytesMax, bodyMs = BODY_MS }: Route): BodyBounds {
  return { bytesMax: bodyBytesMax, withinMs: bodyMs };
}

/** Null where chunks say where the body ends. */
function statedLength(c: GatewayContext): number | null {
  const length = c.req.header("content-length");
  return length === undefined || c.req.header("transfer-encoding") ? null : Number(length);
}

/** Answers a body that is too large, too slow or not whole. */
export function bodyProblem(c: GatewayContext, code: BodyFault): Response {
  const detail = `This address takes at most ${c.get("route").bodyBytesMax} bytes.`;
  return problem(c, { code, ...(code === "body_too_large" && { detail }) });
}
