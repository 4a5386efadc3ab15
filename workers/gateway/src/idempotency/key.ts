/** Reads the idempotency key a request names. Pure. @see draft-ietf-httpapi-idempotency-key-header-07 §2, gateway spec A */
import type { ErrorCode } from "@edgemart/contracts/error";

export type PresentedKey =
  | { ok: true; key: string | null }
  | {
      ok: false;
      code: Extract<ErrorCode, "idempotency_key_malformed" | "idempotency_key_ambiguous">;
    };

/** Without a signed-in member the key is the only secret besides the body. */
export const ANONYMOUS_KEY_CHARS_MIN = 21;

/**
 * Reads both header names; both present must name the same key.
 *
 * @param canonical value of `Idempotency-Key`, as the runtime joined it
 * @param alias     value of `X-Idempotency-Key`
 */
export function presentedKey(
  canonical: string | undefined,
  alias: string | undefined,
  anonymous: boolean,
): PresentedKey {
  const values = [canonical, alias].filter((value) => value !== undefined);
  if (values.length === 0) return { ok: true, key: null };
  const keys: string[] = [];
  for (const value of values) {
    // The runtime joins repeated lines with a comma, and no key holds one.
    if (value.includes(",")) return { ok: false, code: "idempotency_key_ambiguous" };
    const key = parseKey(value);
    if (key === null) return { ok: false, code: "idempotency_key_malformed" };
    keys.push(key);
  }
  const [key = ""] = keys;
  if (keys.some((other) => other !== key)) return { ok: false, code: "idempotency_key_ambiguous" };
  if (anonymous && key.length < ANONYMOUS_KEY_CHARS_MIN) {
    return { ok: false, code: "idempotency_key_malformed" };
  }
  return { ok: true, key };
}

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
  if (!match?.[1]) return null;
  return PARAMETERS.test(value.slice(match[0].length)) ? match[1] : null;
}
