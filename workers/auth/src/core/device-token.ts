/** Device tokens: a browser that signed an account in is not kept out by strangers who guess. Pure. */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { normalizeEmail } from "@edgemart/contracts/email";

/** Life of a device token: 180 days. */
export const DEVICE_LIFE_SECONDS = 180 * 86_400;
const FORM = /^d1\.([A-Za-z0-9_-]{22})\.([1-9]\d{9})\.([A-Za-z0-9_-]{43})$/;

/**
 * Writes `d1.<nonce>.<issued>.<MAC over account, nonce and time>`.
 *
 * Bound to the address, not to the member's id: the limit it lifts is taken before the account is looked up.
 *
 * @param nonce  16 random bytes, base64url
 * @param issued epoch seconds
 * @see OWASP "Slow Down Online Guessing Attacks with Device Cookies"; specs/auth.md item 26
 */
export function writeDeviceToken(
  secret: Uint8Array,
  email: string,
  nonce: string,
  issued: number,
): string {
  const key = new Uint8Array(hkdfSync("sha256", secret, "edgemart device token", "", 32));
  const account = normalizeEmail(email) ?? "";
  const mac = createHmac("sha256", key).update(`${nonce}.${issued}.${account}`).digest("base64url");
  return `d1.${nonce}.${issued}.${mac}`;
}

/** Gives the nonce of a living token for this account, or null. It proves nothing about who is typing. */
export function readDeviceToken(
  presented: string | undefined,
  email: string,
  secrets: Iterable<Uint8Array>,
  now: number,
): string | null {
  const [, nonce, issuedText] = FORM.exec(presented ?? "") ?? [];
  if (presented === undefined || nonce === undefined) return null;
  const issued = Number(issuedText);
  if (now - issued >= DEVICE_LIFE_SECONDS) return null;
  for (const secret of secrets) {
    const own = Buffer.from(writeDeviceToken(secret, email, nonce, issued));
    if (timingSafeEqual(own, Buffer.from(presented))) return nonce;
  }
  return null;
}
