/** What every write reads from its request, and how its result is answered. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import { problem } from "@edgemart/worker-kit/create-app";
import { writeTerms } from "@edgemart/worker-kit/write-terms";
import type { Context } from "hono";
import type { Write } from "../../ports/administration.ts";
import type { AdminEnv } from "./admin-env.ts";

export const BODY_BYTES_MAX = 128 * 1024;

/**
 * Reads who writes, on which version and under which key.
 *
 * @param input   the validated body: a key names method, address and body
 * @param version whether the write must say which version it is based on
 * @returns `idempotency_key_missing` · `…_malformed` · `…_ambiguous` · `precondition_required`
 */
export function writeOf(
  c: Context<AdminEnv>,
  input: unknown,
  version: "versioned" | "absolute",
): Result<Write> {
  const { memberId } = c.var.identity;
  const terms = writeTerms(c.req, memberId, input, version);
  if (!terms.ok) return terms;
  if (terms.value.key === null) return err("idempotency_key_missing");
  return ok({ ...terms.value, actorId: memberId, requestId: c.var.requestId });
}

/** Answers a thing with its version as the ETag. */
export function sendVersioned<T extends { version: number }>(
  c: Context<AdminEnv>,
  result: Result<T>,
  status: 200 | 201,
  location?: (value: T) => string,
): Response {
  if (!result.ok) return problem(c, result.error);
  c.header("etag", `"${result.value.version}"`);
  if (location) c.header("location", location(result.value));
  return c.json(result.value, status);
}

/** Answers a removal. */
export function sendGone(c: Context<AdminEnv>, result: Result<null>): Response {
  return result.ok ? c.body(null, 204) : problem(c, result.error);
}
