/** What is remembered of a picture that could not be shown, and for how long. Pure. */
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Result } from "@edgemart/contracts/result";
import { NEGATIVE_LIMITS } from "./limits.ts";

/** Why an answer could not be made. */
export type Failed = Extract<Result<never>, { ok: false }> & {
  /** The parameters had a part in it: with other ones the same source may be shown. */
  isOfParameters?: true;
};

/** A failure that is answered again for a while. */
export interface RememberedFailure {
  failure: Failed;
  /** Epoch milliseconds. */
  until: number;
}

/** Names what a failure is remembered of: the source, or this one picture of it. @param key of the target */
export function failureKey(key: string, failed: Failed): string {
  return failed.isOfParameters ? key : sourceOf(key);
}

/** Gives the part of a cache key that names the source: `d/<sha256>/`. */
export function sourceOf(key: string): string {
  return key.slice(0, key.indexOf("/", 2) + 1);
}

/** Gives the milliseconds a failure is remembered; 0 for one that is of the moment. */
export function negativeMs(code: ErrorCode): number {
  switch (code) {
    case "image_not_found":
    case "image_type_unsupported":
    case "image_unreadable":
    case "image_too_large":
      return NEGATIVE_LIMITS.sourceMs;
    case "image_origin_failed":
    case "image_origin_timeout":
      return NEGATIVE_LIMITS.originMs;
    default:
      return 0;
  }
}
