/** Answers after which the same request may run again under the same key: the gateway forgets the key. */
import type { Failure } from "@edgemart/contracts/result";
import type { Context } from "hono";
import { problem } from "./create-app.ts";

/** Header of such an answer. @see specs/orders.md 10 */
export const NOT_EXECUTED = { "idempotency-outcome": "not-executed" } as const;

/** Answers a failure that has left nothing behind. */
export function refuse(c: Context, failure: Failure): Response {
  return problem(c, failure, NOT_EXECUTED);
}
