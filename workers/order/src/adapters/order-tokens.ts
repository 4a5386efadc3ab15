/** Tokens of guests' orders, and digests of their addresses: HMAC-SHA-256 of one secret. @see specs/orders.md 46 */
import { timingSafeEqual } from "node:crypto";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import type { OrderTokens } from "../ports/deps.ts";

/** Makes the tokens. @param previous accepted too, while the secret rotates */
export function hmacTokens(secret: string, previous: string | undefined): OrderTokens {
  const make = async (of: string, orderId: string, accessGen: number) =>
    `ot1.${encodeBase64Url(await hmac(of, `order ${orderId} ${accessGen}`))}`;
  return {
    make: (orderId, accessGen) => make(secret, orderId, accessGen),
    async matches(token, orderId, accessGen) {
      const secrets = previous === undefined ? [secret] : [secret, previous];
      const all = await Promise.all(secrets.map((each) => make(each, orderId, accessGen)));
      return all.map((each) => isSame(each, token)).includes(true);
    },
    clientDigest: async (prefix) => encodeBase64Url(await hmac(secret, `client ${prefix}`)),
  };
}

async function hmac(secret: string, text: string): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), how, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}

/** Compares in constant time; of another length is never the same. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => new TextEncoder().encode(text));
  return (
    left !== undefined &&
    right !== undefined &&
    left.byteLength === right.byteLength &&
    timingSafeEqual(left, right)
  );
}
