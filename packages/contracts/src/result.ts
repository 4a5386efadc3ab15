/** The shape every expected failure travels in between Workers: plain data, because RPC drops an error's own properties. */
import type { ErrorCode } from "./error.ts";

/** One wrong field of an input: a JSON pointer-like path (`address.postcode`), a stable code and a sentence. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** An expected failure: a public code from the error table and, where it helps, the fields or the wait. */
export interface Failure<C extends ErrorCode = ErrorCode> {
  code: C;
  /** A sentence for the caller; the table's title when absent. Never holds internals. */
  detail?: string;
  errors?: FieldError[];
  /** Seconds after which a retry may succeed. */
  retryAfterSeconds?: number;
}

/** A value, or an expected failure with its code. */
export type Result<T, C extends ErrorCode = ErrorCode> =
  | { ok: true; value: T }
  | { ok: false; error: Failure<C> };

/** Wraps a value as success. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** Wraps a code from the error table as an expected failure. */
export function err<C extends ErrorCode>(
  code: C,
  more: Omit<Failure<C>, "code"> = {},
): { ok: false; error: Failure<C> } {
  return { ok: false, error: { code, ...more } };
}
