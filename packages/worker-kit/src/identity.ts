/** Verifies access tokens: the same module in the gateway and in every Worker behind it, so the rules cannot drift. */
import { ACCESS_TOKEN_TYPE, AccessClaims, type Identity } from "@edgemart/contracts/identity";
import { createLocalJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import { decodeBase64Url } from "./base64url.ts";
import { parseJsonObject } from "./json-text.ts";
import { type Jwks, JwksVar } from "./jwks.ts";
import { decodeUtf8 } from "./utf8.ts";

/** Vars of every Worker that verifies tokens. */
export const IdentityVars = {
  AUTH_JWKS: JwksVar,
  AUTH_ISSUER: z.url(),
  AUTH_AUDIENCE: z.string().min(1),
};

/** Whose tokens are let through. */
export interface TrustedIssuer {
  AUTH_JWKS: Jwks;
  AUTH_ISSUER: string;
  AUTH_AUDIENCE: string;
}

/** What the verification of a token gives. */
export type Verification =
  | { ok: true; identity: Identity }
  /** `reason` is for the log; callers learn only expired or invalid. */
  | { ok: false; expired: boolean; reason: string };

const CLOCK_TOLERANCE_SECONDS = 5;
const TOKEN_AGE_MAX_SECONDS = 310;
const TOKEN_CHARS_MAX = 4096;
const HEADER_KEYS = new Set(["alg", "typ", "kid"]);

/**
 * Verifies one access token against the pinned key set. Nothing is fetched.
 *
 * Not verified here: revocation of the session, which the gateway checks.
 *
 * @param now epoch seconds
 * @see RFC 8725, specs/auth.md items 32–34
 */
export async function verifyAccessToken(
  token: string,
  trust: TrustedIssuer,
  now: number,
): Promise<Verification> {
  const malformed = formBreach(token);
  if (malformed) return { ok: false, expired: false, reason: malformed };
  try {
    const { payload } = await jwtVerify(token, keySet(trust.AUTH_JWKS), {
      algorithms: ["EdDSA"],
      issuer: trust.AUTH_ISSUER,
      audience: trust.AUTH_AUDIENCE,
      typ: ACCESS_TOKEN_TYPE,
      requiredClaims: ["exp", "iat", "nbf", "sub", "sid", "jti", "role", "ver"],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge: TOKEN_AGE_MAX_SECONDS,
      currentDate: new Date(now * 1000),
    });
    const claims = AccessClaims.safeParse(payload);
    if (!claims.success) return { ok: false, expired: false, reason: "claims" };
    // A signer of ours never promises more: a longer life is refused at once, not when it has grown old.
    if (claims.data.exp - claims.data.iat > TOKEN_AGE_MAX_SECONDS) {
      return { ok: false, expired: false, reason: "life" };
    }
    return { ok: true, identity: identityOf(claims.data) };
  } catch (thrown) {
    const expired = thrown instanceof errors.JWTExpired;
    const reason = thrown instanceof errors.JOSEError ? thrown.code : "signature";
    return { ok: false, expired, reason };
  }
}

function identityOf(claims: AccessClaims): Identity {
  return {
    memberId: claims.sub,
    sessionId: claims.sid,
    role: claims.role,
    amr: claims.amr,
    authTime: claims.auth_time,
    issuedAt: claims.iat,
    expiresAt: claims.exp,
    memberVersion: claims.mver,
    era: claims.era,
  };
}

/** Refuses, before any cryptography, what a token of ours never looks like; null when the form is right. */
function formBreach(token: string): string | null {
  if (token.length > TOKEN_CHARS_MAX) return "length";
  const segments = token.split(".");
  if (segments.length !== 3) return "segments";
  const decoded = segments.map(decodeBase64Url);
  const [header, payload, signature] = decoded;
  if (!header?.length || !payload?.length || signature?.length !== 64) return "encoding";
  const head = parseJsonObject(decodeUtf8(header) ?? "", 2);
  if (!head.ok || !Object.keys(head.value).every((key) => HEADER_KEYS.has(key))) return "header";
  if (typeof head.value.kid !== "string") return "kid";
  if (!parseJsonObject(decodeUtf8(payload) ?? "", 4).ok) return "payload";
  return null;
}

// One imported key set per configuration object; Zod's output lives as long as the isolate's configuration.
const keySets = new WeakMap<Jwks, JWTVerifyGetKey>();
function keySet(jwks: Jwks): JWTVerifyGetKey {
  const known = keySets.get(jwks) ?? createLocalJWKSet(jwks);
  keySets.set(jwks, known);
  return known;
}
