/** AES-256-GCM under a key of the Worker's secret; the row's id is authenticated. @see RFC 5116 */
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";
import type { Sealer } from "../ports/sealer.ts";

const NONCE_BYTES = 12;
const known = new Map<string, Promise<CryptoKey>>();

/** Makes the sealer. @param secret 32 random bytes in base64url */
export function aesSealer(secret: string): Sealer {
  return {
    async seal(text, rowId) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: bytes(rowId) },
        await keyOf(secret),
        bytes(text),
      );
      return `${encodeBase64Url(iv)}.${encodeBase64Url(new Uint8Array(sealed))}`;
    },
    async open(sealed, rowId) {
      const [iv, body] = sealed.split(".").map((part) => decodeBase64Url(part));
      if (!iv || !body) return null;
      try {
        const text = await crypto.subtle.decrypt(
          { name: "AES-GCM", iv: Uint8Array.from(iv), additionalData: bytes(rowId) },
          await keyOf(secret),
          Uint8Array.from(body),
        );
        return new TextDecoder().decode(text);
      } catch {
        return null; // its tag does not fit
      }
    },
  };
}

function keyOf(secret: string): Promise<CryptoKey> {
  const before =
    known.get(secret) ??
    crypto.subtle
      .digest("SHA-256", bytes(`payment.seal:${secret}`))
      .then((raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]));
  known.set(secret, before);
  return before;
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text));
}
