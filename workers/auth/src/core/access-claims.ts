/** Claims of a new access token. Pure: time, randomness and ids are given. @see specs/auth.md item 32 */
import { ACCESS_TOKEN_VERSION, type AccessClaims, type Role } from "@edgemart/contracts/identity";

/** What an access token is made from. Times are epoch seconds. */
export interface AccessGrant {
  issuer: string;
  audience: string;
  memberId: string;
  /** Of the member's row the role was read from. */
  memberVersion: number;
  /** Of the session; null for one opened before sessions had eras. */
  era: number | null;
  sessionId: string;
  tokenId: string;
  role: Role;
  /** Epoch seconds of the last proof of the password. */
  authTime: number;
  /** Space-separated authentication methods (RFC 8176). */
  amr: string;
  /** Full life in seconds. */
  ttlSeconds: number;
  /** Epoch seconds the session cannot outlive; nor can its tokens. */
  absoluteExpiry: number;
  now: number;
  /** At least 0, less than 1: shortens the life by up to a tenth, so that tokens of one moment do not expire together. */
  spread: number;
}

/** Writes the claims; `exp` is at least one second ahead. */
export function accessClaims(grant: AccessGrant): AccessClaims {
  const { now, ttlSeconds, spread } = grant;
  const life = Math.max(1, ttlSeconds - Math.floor(ttlSeconds * 0.1 * spread));
  return {
    iss: grant.issuer,
    aud: grant.audience,
    sub: grant.memberId,
    sid: grant.sessionId,
    jti: grant.tokenId,
    iat: now,
    nbf: now,
    exp: Math.max(now + 1, Math.min(now + life, grant.absoluteExpiry)),
    role: grant.role,
    ver: ACCESS_TOKEN_VERSION,
    auth_time: grant.authTime,
    amr: grant.amr.split(" "),
    mver: grant.memberVersion,
    ...(grant.era !== null && { era: grant.era }),
  };
}
