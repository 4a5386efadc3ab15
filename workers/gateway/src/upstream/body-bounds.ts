/** How many bytes and how much time a row gives a body, and what a body that breaks them is answered. */
import { problem } from "@edgemart/worker-kit/create-app";
import type { BodyBounds, BodyFault } from "@edgemart/worker-kit/read-body";
import type { GatewayContext } from "../context.ts";
import { BODY_MS } from "../table/limits.ts";
import type { Row } from "../table/row.ts";

/** Gives the bounds of a row's body. */
export function boundsOf({ bodyBytesMax, bodyMs = BODY_MS }: Row): BodyBounds {
  return { bytesMax: bodyBytesMax, withinMs: bodyMs };
}

/** Answers a body that is too large, too slow or incomplete. */
export function bodyProblem(c: GatewayContext, code: BodyFault): Response {
  const detail = `This address takes at most ${c.get("row").bodyBytesMax} bytes.`;
  return problem(c, { code, ...(code === "body_too_large" && { detail }) });
}
