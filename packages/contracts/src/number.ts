/** Whole numbers in queries: decimal digits alone, in one spelling. */
import { z } from "zod";

/** No sign, no space, no exponent, no leading zero: two spellings of one number would be two keys of a cache. */
const DIGITS = /^(?:0|[1-9]\d{0,15})$/;

/**
 * Schema of a whole number in a query or a path.
 *
 * Refused: `0x10`, `1e1`, `+5`, ` 5`, `05`, `5.0`, digits of other scripts. A number itself passes too: an input that
 * was parsed once may be parsed again behind an RPC.
 *
 * @param max at most 2^53 − 1
 */
export function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}, in decimal digits`;
  const inRange = (value: number) => Number.isSafeInteger(value) && value >= min && value <= max;
  return z
    .union([z.string().regex(DIGITS, message).transform(Number), z.number()], message)
    .refine(inRange, message)
    .meta({ override: { type: "integer", minimum: min, maximum: max } });
}
