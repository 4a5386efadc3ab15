/** Answers what staff settled: as it is then, or why nothing was done. */
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Result } from "@edgemart/contracts/result";
import { problem } from "@edgemart/worker-kit/create-app";
import { reply } from "@edgemart/worker-kit/reply";
import type { Context } from "hono";

/** Makes the answer. A refusal has left nothing behind: the gateway forgets the key, unless it is the key's own. */
export function written<T, Code extends ErrorCode>(c: Context, result: Result<T, Code>) {
  if (result.ok) return reply(200, result.value);
  const isOwn = result.error.code === "idempotency_key_reused";
  return problem(c, result.error, isOwn ? {} : { "idempotency-outcome": "not-executed" });
}
