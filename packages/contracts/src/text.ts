/** Free text: what can be stored, and what a line of it may hold. Pure. */
import { z } from "zod";

/** PostgreSQL has no text with U+0000, and no UTF-8 has half a surrogate pair: it would be stored as U+FFFD. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

const UNSTORABLE = "must not hold a NUL character or half a character";

/** Any text that can be stored. @param max UTF-16 code units */
export function storableText(max: number) {
  return z.string().max(max).refine(isStorable, UNSTORABLE);
}

/** The same without spaces at its ends. @param max UTF-16 code units that are left */
export function trimmedText(max: number) {
  return z.string().trim().max(max).refine(isStorable, UNSTORABLE);
}

/** A joiner (U+200C, U+200D) behind a visible sign, which is neither the last nor before another one. */
const JOINED = /(?<=[\p{L}\p{M}\p{N}\p{P}\p{S}])[\u200c\u200d](?=[^\u200c\u200d])/gu;

/**
 * Tells whether a text is one line of visible signs and spaces.
 *
 * Joiners inside are text: Persian writes with ZWNJ, joined emoji and Indic scripts with ZWJ. At an end, doubled or
 * alone they are only a way to look like somebody else. All other control and format characters are refused, and so are
 * U+2028 and U+2029, which end a line.
 */
export function isLine(text: string): boolean {
  return (
    text.trim() === text && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text.replace(JOINED, ""))
  );
}

/** One line of visible text. @param max UTF-16 code units */
export function line(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine(isLine, "must not hold control characters, nor begin or end with a space or a joiner");
}
