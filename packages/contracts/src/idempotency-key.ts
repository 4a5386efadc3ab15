/** The one reader and the one writer of an idempotency key on the wire. Pure. */
import { err, ok, type Result } from "./result.ts";

/** Without a signed-in member the key is the only secret besides the body. @see gateway spec 4 */
export const ANONYMOUS_KEY_CHARS_MIN = 21;

/**
 * Reads both names of the header; both present must name the same key.
 *
 * @param canonical value of `Idempotency-Key`, as the runtime joined its lines
 * @param alias     value of `X-Idempotency-Key`
 * @param charsMin  least length, counted without quotes
 * @returns ok: the key (1–255 characters, not `.` or `..`), or null without one · `idempotency_key_malformed` · `idempotency_key_ambiguous`
 * @see draft-ietf-httpapi-idempotency-key-header-07 §2, gateway spec A
 */
export function idempotencyKeyOf(
  canonical: string | undefined,
  alias: string | undefined,
  charsMin = 1,
): Result<string | null, "idempotency_key_malformed" | "idempotency_key_ambiguous"> {
  const values = [canonical, alias].filter((value) => value !== undefined);
  // The runtime joins repeated lines with a comma, and no key holds one.
  if (values.some((value) => value.includes(","))) return err("idempotency_key_ambiguous");
  const keys: string[] = [];
  for (const value of values) {
    const key = parseKey(value);
    if (key === null || key.length < charsMin) return err("idempotency_key_malformed");
    keys.push(key);
  }
  const [key = null, other = key] = keys;
  return key === other ? ok(key) : err("idempotency_key_ambiguous");
}

/**
 * Spells a key as every reader must read it: an RFC 8941 String, in which no character begins a parameter.
 *
 * @param key as `idempotencyKeyOf` gave it
 */
export function spellIdempotencyKey(key: string): string {
  return `"${key}"`;
}

/** No address can end in these: the URL standard removes them, encoded too, and a key has a status address. */
const DOT_SEGMENTS = new Set([".", ".."]);

/** Visible ASCII without quote, backslash and comma. A bare key ends where parameters begin. */
const QUOTED = /^"([\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,255})"/;
const BARE = /^([\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{1,255})(?=;|$)/;
const BARE_ITEM =
  '"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\["\\\\])*"|\\?[01]|:[A-Za-z0-9+/=]*:|[A-Za-z*][!#$%&\'*+.^_`|~0-9A-Za-z:/-]*|-?[0-9]{1,15}(?:\\.[0-9]{1,3})?';
/** @see RFC 8941 §3.1.2 */
const PARAMETERS = new RegExp(`^(?:; *[a-z*][a-z0-9_.*-]*(?:=(?:${BARE_ITEM}))?)*$`);

/** One value: an RFC 8941 String or a bare token; well-formed parameters are ignored. Both spellings name the same key. */
function parseKey(value: string): string | null {
  const match = QUOTED.exec(value) ?? BARE.exec(value);
  if (!match?.[1] || DOT_SEGMENTS.has(match[1])) return null;
  return PARAMETERS.test(value.slice(match[0].length)) ? match[1] : null;
}
