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
    const parsed = parseKey(value);
    if (parsed === "ambiguous") return { ok: false, code: "idempotency_key_ambiguous" };
    if (parsed === null) return { ok: false, code: "idempotency_key_malformed" };
    keys.push(parsed);
  }
  const [key = ""] = keys;
  if (keys.some((other) => other !== key)) return { ok: false, code: "idempotency_key_ambiguous" };
  if (anonymous && key.length < ANONYMOUS_KEY_CHARS_MIN) {
    return { ok: false, code: "idempotency_key_malformed" };
  }
  return { ok: true, key };
}

/** One value: an RFC 8941 String with parameters that are ignored, or a bare token. Both name the same key. */
function parseKey(value: string): string | "ambiguous" | null {
  const quoted = /^"([^"]*)"(?:\s*;.*)?$/.exec(value);
  const key = quoted ? (quoted[1] ?? "") : value;
  if (value.includes(",")) return "ambiguous";
  return /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,255}$/.test(key) ? key : null;
}
