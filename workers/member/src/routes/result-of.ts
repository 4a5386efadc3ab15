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
export function resultOf<T, Refused extends keyof typeof CODE>(
  change: Change<T, Refused>,
): Result<T, (typeof CODE)[Refused]> {
  if ("value" in change) return ok(change.value);
  // Guarantee of the cast: without a value the kind is one of `Refused`.
  return err(CODE[change.kind] as (typeof CODE)[Refused]);
}
