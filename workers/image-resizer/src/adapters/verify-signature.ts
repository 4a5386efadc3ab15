/** Checks signatures of addresses: HMAC-SHA256, compared in constant time by the platform. */
import { decodeBase64Url } from "@edgemart/worker-kit/base64url";

type Key = Uint8Array<ArrayBuffer>;

// Imported once per configuration, which lives as long as the isolate.
const imported = new WeakMap<Key, Promise<CryptoKey>>();

/** Tells whether one of the keys signed a text. @param signature base64url, 43 characters */
export async function isSignedBy(
  keys: readonly Key[],
  text: string,
  signature: string,
): Promise<boolean> {
  const bytes = decodeBase64Url(signature);
  if (bytes?.length !== 32) return false;
  const data = new TextEncoder().encode(text);
  for (const key of keys) {
    if (await crypto.subtle.verify("HMAC", await importedKey(key), bytes, data)) return true;
  }
  return false;
}

function importedKey(key: Key): Promise<CryptoKey> {
  const known =
    imported.get(key) ??
    crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  imported.set(key, known);
  return known;
}
