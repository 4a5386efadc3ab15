/** The digest of an address: HMAC-SHA-256 of its one form, so that no list of addresses tells whose it is. */
import { normalizeEmail } from "@edgemart/contracts/email";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import type { DigestAddress } from "../ports/returns.ts";
import type { DigestNumber } from "../ports/texts.ts";

/** Makes the digester. @param secret with another one every address is a new one */
export function hmacAddresses(secret: string): DigestAddress {
  return async (address) => {
    const folded = normalizeEmail(address);
    return folded === null ? null : digest(secret, `address ${folded}`);
  };
}

/** Makes the digester of telephone numbers. */
export function hmacNumbers(secret: string): DigestNumber {
  return (number) => digest(secret, `number ${number}`);
}

async function digest(secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder();
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), how, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(text));
  return encodeBase64Url(new Uint8Array(mac));
}
