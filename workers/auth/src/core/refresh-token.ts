/** Refresh tokens: derived from a session id and a counter, so nothing token-like is stored. Pure. */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** What an authentic refresh token says. Whether it is current is decided by the session. */
export interface RefreshClaims {
  sessionId: string;
  counter: number;
}

const FORM =
  /^r1\.(ses_[0-7][0-9a-hjkmnp-tv-z]{25})\.(0|[1-9][0-9]{0,8})\.([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])$/;

/**
 * Writes the token of one counter value: `r1.<sid>.<ctr>.<base64url HMAC-SHA-256>`.
 *
 * The MAC's key is derived per session, so one MAC tells nothing about another session's. The same input gives the
 * same token: concurrent callers converge on it.
 *
 * @param secret 32 bytes or more of the refresh ring
 */
export function deriveRefreshToken(secret: Uint8Array, { sessionId, counter }: RefreshClaims) {
  const claims = `r1.${sessionId}.${counter}`;
  const key = new Uint8Array(hkdfSync("sha256", secret, "edgemart refresh token", sessionId, 32));
  return `${claims}.${createHmac("sha256", key).update(claims).digest("base64url")}`;
}

/**
 * Reads a token one of the secrets made; null for every other string, before any store is asked.
 *
 * Not verified here: that the session lives and that the counter is the current one.
 */
export function readRefreshToken(
  presented: string,
  secrets: Iterable<Uint8Array>,
): RefreshClaims | null {
  const [, sessionId, counterText] = FORM.exec(presented) ?? [];
  if (sessionId === undefined || counterText === undefined) return null;
  const claims = { sessionId, counter: Number(counterText) };
  const bytes = Buffer.from(presented);
  for (const secret of secrets) {
    // Equal length follows from the form: every part before the MAC is the same text.
    if (timingSafeEqual(Buffer.from(deriveRefreshToken(secret, claims)), bytes)) return claims;
  }
  return null;
}
