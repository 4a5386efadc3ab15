/** Decides whether a request comes from a trusted server. Pure. @see RFC 7617, specs/auth.md items 7, 8 */
import { createHash, timingSafeEqual } from "node:crypto";

const HEADER_CHARS_MAX = 512;

/**
 * Compares the presented `Authorization: Basic` credential with every valid key.
 *
 * Digests are compared, all of them every time, so neither content nor length nor which key it was shows in the time.
 *
 * @param authorization header value as the runtime joined it
 * @param keys          complete credentials (base64), at least one
 */
export function isServiceKey(
  authorization: string | null | undefined,
  keys: readonly string[],
): boolean {
  const header = authorization ?? "";
  const presented = header.length > HEADER_CHARS_MAX ? null : /^basic (\S+)$/i.exec(header)?.[1];
  const digest = sha256(presented ?? "");
  let known = false;
  for (const key of keys) known = timingSafeEqual(sha256(key), digest) || known;
  return known && presented !== undefined && presented !== null;
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
