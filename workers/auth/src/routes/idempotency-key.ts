/** Reads the key of a registration; the gateway stores nothing of auth's, so the key's form is checked here. Pure. */
import { err, ok, type Result } from "@edgemart/contracts/result";

/** Nobody is signed in: the key is the only secret besides the body. */
const CHARS_MIN = 21;

/**
 * Reads both names of the header; a quoted value (RFC 8941) and a bare one name the same key.
 *
 * @returns ok: the key, or null without one · `idempotency_key_malformed` · `idempotency_key_ambiguous`
 * @see specs/gateway.md A 1–4
 */
export function idempotencyKeyOf(
  canonical: string | undefined,
  alias: string | undefined,
): Result<string | null, "idempotency_key_malformed" | "idempotency_key_ambiguous"> {
  const values = [canonical, alias].filter((value) => value !== undefined);
  if (values.some((value) => value.includes(","))) return err("idempotency_key_ambiguous");
  const keys = values.map((value) => /^"([^"]*)"(?:\s*;.*)?$/.exec(value)?.[1] ?? value);
  const [key] = keys;
  if (key === undefined) return ok(null);
  if (keys.some((other) => !isKey(other))) return err("idempotency_key_malformed");
  return keys.every((other) => other === key) ? ok(key) : err("idempotency_key_ambiguous");
}

function isKey(key: string): boolean {
  return key.length >= CHARS_MIN && /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,255}$/.test(key);
}
