/** Names an account in limits and logs without its address. Pure. */
import { createHmac, hkdfSync } from "node:crypto";
import { normalizeEmail } from "@edgemart/contracts/email";

/**
 * Digests an e-mail address with a key, 22 base64url characters; an unknown address looks like any other.
 *
 * @param secret current pepper; a key of its own is derived from it
 */
export function accountDigest(email: string, secret: Uint8Array): string {
  const name = normalizeEmail(email) ?? email.toLowerCase();
  return createHmac("sha256", keyOf(secret)).update(name).digest("base64url").slice(0, 22);
}

/** Derived once for each pepper: several digests are made in one request. */
const derived = new WeakMap<Uint8Array, Uint8Array>();

function keyOf(secret: Uint8Array): Uint8Array {
  const known = derived.get(secret);
  if (known) return known;
  const key = new Uint8Array(hkdfSync("sha256", secret, "edgemart account digest", "", 32));
  derived.set(secret, key);
  return key;
}
