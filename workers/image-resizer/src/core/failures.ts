/** What is remembered of a source that could not be shown, and for how long. Pure. */
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Result } from "@edgemart/contracts/result";
import { NEGATIVE_LIMITS } from "./limits.ts";

export type Failed = Extract<Result<never>, { ok: false }>;

export interface FailedSource {
  failure: Failed;
  /** Epoch milliseconds. */
  until: number;
}

/** The part of a cache key that names the source: `d/<sha256>/`. */
export function sourceOf(key: string): string {
  return key.slice(0, key.indexOf("/", 2) + 1);
}

/** Milliseconds a failure is remembered; 0 for what says nothing of the source. */
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
