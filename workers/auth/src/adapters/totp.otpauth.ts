/** TOTP by `otpauth`, its secrets sealed with AES-256-GCM: the member's id is part of the seal, so none opens for another. */
import { createHmac } from "node:crypto";
import { TOTP_STEP_SECONDS } from "@edgemart/contracts/mfa";
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { currentKey, type KeyRing } from "@edgemart/worker-kit/key-ring";
import { Secret, TOTP } from "otpauth/bare";
import type { Totp } from "../ports.ts";

const SECRET_BYTES = 20;
const IV_BYTES = 12;
/** Steps before and after the present one whose code is taken: clocks of phones differ. */
const WINDOW = 1;

/** @param issuer what an authenticator app shows above the account */
export function otpauthTotp(keys: KeyRing, issuer: string): Totp {
  return {
    async make(memberId, account) {
      const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
      const totp = totpOf(bytes, issuer, account);
      const sealed = await seal(keys, memberId, bytes);
      return { secret: totp.secret.base32, uri: totp.toString(), sealed };
    },
    async stepOf(memberId, sealed, code, now) {
      const bytes = await open(keys, memberId, sealed);
      const timestamp = now * 1000;
      const delta = totpOf(bytes, issuer, "").validate({ token: code, timestamp, window: WINDOW });
      return delta === null ? null : Math.floor(now / TOTP_STEP_SECONDS) + delta;
    },
  };
}

function totpOf(bytes: Uint8Array<ArrayBuffer>, issuer: string, label: string): TOTP {
  const secret = new Secret({ buffer: bytes.buffer });
  const hmac = (_: string, key: Uint8Array, message: Uint8Array) =>
    new Uint8Array(createHmac("sha1", key).update(message).digest());
  const form = { algorithm: "SHA1", digits: 6, period: TOTP_STEP_SECONDS };
  return new TOTP({ issuer, label, secret, hmac, ...form });
}

async function seal(keys: KeyRing, memberId: string, bytes: Uint8Array<ArrayBuffer>) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await aesKey(currentKey(keys));
  const sealed = await crypto.subtle.encrypt(terms(iv, memberId), key, bytes);
  return `t1.${keys.current}.${encodeBase64Url(iv)}.${encodeBase64Url(new Uint8Array(sealed))}`;
}

/** @throws Error for what is not sealed by a key of the ring for this member: a fault to be seen, never a wrong code */
async function open(keys: KeyRing, memberId: string, sealed: string) {
  const [scheme, kid = "", iv = "", text = ""] = sealed.split(".");
  const [key, vector, bytes] = [keys.keys.get(kid), decodeBase64Url(iv), decodeBase64Url(text)];
  if (scheme !== "t1" || !key || !vector || !bytes) throw new Error("a TOTP secret is unreadable");
  const opened = await crypto.subtle.decrypt(terms(vector, memberId), await aesKey(key), bytes);
  return new Uint8Array(opened);
}

function terms(iv: Uint8Array<ArrayBuffer>, memberId: string) {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(memberId) };
}

/** Keys of a ring have 32 bytes or more; AES takes 32. */
async function aesKey(key: Uint8Array): Promise<CryptoKey> {
  const bytes = await crypto.subtle.digest("SHA-256", new Uint8Array(key));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}
