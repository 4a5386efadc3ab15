/** On which version and under which key a request writes. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { HonoRequest } from "hono";
import { presentedKey } from "./presented-key.ts";
import { readIfMatch, type VersionMatch } from "./version-match.ts";

export interface WriteTerms {
  /** Versions the write is based on; `any` where none is asked for. */
  match: VersionMatch;
  /** Whose key it is, and the one input it names: method, address and body. Null without a key. */
  key: { principal: string; key: string; input: string } | null;
}

/**
 * Reads the terms of a write from its request.
 *
 * @param principal who writes: keys of different people never meet
 * @param input     the validated body
 * @param version   whether the write must say which version it is based on
 * @returns `precondition_required` · `idempotency_key_malformed` · `idempotency_key_ambiguous`
 */
export function writeTerms(
  request: HonoRequest,
  principal: string,
  input: unknown,
  version: "versioned" | "absolute",
): Result<WriteTerms> {
  const named = presentedKey(request);
  if (!named.ok) return named;
  const match = version === "absolute" ? "any" : readIfMatch(request.header("if-match"));
  if (match === null) return err("precondition_required");
  const asked = JSON.stringify([request.method, request.path, input]);
  return ok({
    match,
    key: named.value === null ? null : { principal, key: named.value, input: asked },
  });
}
