/** What became of a write, as a result with a code of the error table. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Change } from "../ports.ts";

const CODE = {
  ended: "token_invalid",
  forbidden: "forbidden",
  missing: "not_found",
  stale: "precondition_failed",
  key_reused: "idempotency_key_reused",
  last_admin: "last_admin",
  full: "addresses_full",
} as const;

/** Turns a change into its value, or into the code of what refused it. */
export function resultOf<T>(change: Change<T>): Result<T> {
  return change.kind === "done" ? ok(change.value) : err(CODE[change.kind]);
}
