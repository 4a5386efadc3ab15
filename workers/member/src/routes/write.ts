/** What every write to an account reads from its request, and how a refused one is answered. */
import { ok, type Result } from "@edgemart/contracts/result";
import { problem } from "@edgemart/worker-kit/create-app";
import { writeTerms } from "@edgemart/worker-kit/write-terms";
import type { Context } from "hono";
import type { Change, Viewer, Write } from "../ports.ts";
import type { MemberEnv } from "./member-env.ts";

export const BODY_BYTES_MAX = 16 * 1024;

/**
 * Reads who writes, on which version and under which key.
 *
 * @param input   the validated body: a key names method, address and body
 * @param version whether the write must say which version it is based on
 * @returns `precondition_required` · `idempotency_key_malformed` · `idempotency_key_ambiguous`
 */
export function writeOf(
  c: Context<MemberEnv>,
  input: unknown,
  version: "versioned" | "absolute",
): Result<Write> {
  const viewer = viewerOf(c);
  const terms = writeTerms(c.req, viewer.memberId, input, version);
  return terms.ok ? ok({ ...terms.value, viewer, requestId: c.var.requestId }) : terms;
}

/** Who asks: by their token administrators see all. */
export function viewerOf(c: Context<MemberEnv>): Viewer {
  const { memberId, role } = c.var.identity;
  return { memberId, seesAll: role === "admin" };
}

/** Answers a write that changed nothing. */
export function refused(
  c: Context<MemberEnv>,
  { kind }: Exclude<Change<unknown>, { kind: "done" }>,
) {
  return problem(c, { code: CODE[kind] });
}

const CODE = {
  ended: "token_invalid",
  forbidden: "forbidden",
  missing: "not_found",
  stale: "precondition_failed",
  key_reused: "idempotency_key_reused",
  last_admin: "last_admin",
  full: "addresses_full",
} as const;
