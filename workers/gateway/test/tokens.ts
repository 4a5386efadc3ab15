/** Mints access tokens as auth does, and as it never would. */
import { newId } from "@edgemart/worker-kit/ids";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

export const ISSUER = "https://auth.edgemart.local";
export const AUDIENCE = "edgemart-api";
export const KID = "test-key-1";

export interface Minter {
  /** Value of AUTH_JWKS. */
  jwks: string;
  publicJwk: JWK;
  privateKey: CryptoKey;
  /** A token that is right but for what is given; a claim of `undefined` is left out. */
  mint(claims?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  /** Signs any two texts with the real key: what a broken signer of ours could make. */
  signText(header: string, payload: string): Promise<string>;
}

/** An administrator acts by a second factor. */
export const BY_CODE = { amr: ["pwd", "otp"] };

/** Makes a key pair and what signs tokens with it, well formed or not. */
export async function makeMinter(): Promise<Minter> {
  const pair = await generateKeyPair("EdDSA", { extractable: true });
  const { x = "" } = await exportJWK(pair.publicKey);
  const publicJwk = { kty: "OKP", crv: "Ed25519", x, kid: KID, use: "sig", alg: "EdDSA" };
  const signText = async (header: string, payload: string) => {
    const input = `${base64url(header)}.${base64url(payload)}`;
    const bytes = await crypto.subtle.sign("Ed25519", pair.privateKey, Buffer.from(input));
    return `${input}.${base64url(new Uint8Array(bytes))}`;
  };
  return {
    jwks: JSON.stringify({ keys: [publicJwk] }),
    publicJwk,
    privateKey: pair.privateKey,
    mint: (claims = {}, header = {}) =>
      new SignJWT({ ...standardClaims(), ...(claims.role === "admin" && BY_CODE), ...claims })
        .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: KID, ...header })
        .sign(pair.privateKey),
    signText,
  };
}

/** Encodes text or bytes as base64url without padding. */
export function base64url(value: string | Uint8Array): string {
  return Buffer.from(value).toString("base64url");
}

/** Claims of a fresh token of a new member; times in epoch seconds. */
export function standardClaims(now = Math.floor(Date.now() / 1000)) {
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: newId("member"),
    sid: newId("session"),
    jti: "one",
    iat: now,
    nbf: now,
    exp: now + 295,
    role: "member",
    ver: 1,
    auth_time: now,
    amr: ["pwd"],
  };
}
