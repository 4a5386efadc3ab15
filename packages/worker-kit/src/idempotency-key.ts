/** Reads the one idempotency key a request may carry, under its standard name or its alias, as the gateway does. Pure. */
import { HEADER } from "@edgemart/contracts/headers";
import { err, ok, type Result } from "@edgemart/contracts/result";

// Visible ASCII without the double quote, backslash and comma; bare, or as an RFC 8941 String whose parameters do not count.
const KEY = /^[!#-+\--[\]-~]{1,255}$/;
const QUOTED = /^"([^"]*)"(?:\s*;.*)?$/;

/**
 * @param header looks a header up by its lower-case name
 * @returns the key, null when there is none, `idempotency_key_malformed` or `idempotency_key_ambiguous`
 */
export function idempotencyKey(
  header: (name: string) => string | undefined,
): Result<string | null, "idempotency_key_malformed" | "idempotency_key_ambiguous"> {
  const values = [header(HEADER.idempotencyKey), header(HEADER.idempotencyKeyAlias)].filter(
    (value) => value !== undefined,
  );
  // A comma is how the runtime joins two lines of one header.
  if (values.some((value) => value.includes(","))) return err("idempotency_key_ambiguous");
  const keys = values.map((value) => QUOTED.exec(value)?.[1] ?? value);
  if (!keys.every((key) => KEY.test(key))) return err("idempotency_key_malformed");
  const [key = null, other = key] = keys;
  return key === other ? ok(key) : err("idempotency_key_ambiguous");
}
