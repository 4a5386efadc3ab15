/** Signs access tokens as auth does, with a key pair made for the test. */
import { ACCESS_TOKEN_TYPE, ACCESS_TOKEN_VERSION, type Role } from "@edgemart/contracts/identity";
import { newId } from "@edgemart/worker-kit/ids";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from "jose";

const ISSUER = "https://auth.test.example";
const AUDIENCE = "edgemart-api";

export interface TokenSigner {
  /** Vars of a Worker that trusts this signer. */
  vars: { AUTH_JWKS: string; AUTH_ISSUER: string; AUTH_AUDIENCE: string };
  /** An access token good for five minutes; `claims` overrides. */
  sign(sub: string, role: Role, claims?: Record<string, unknown>): Promise<string>;
}

/** Makes a key pair of a test's own: the vars a Worker verifies with, and a function that signs tokens. */
export async function tokenSigner(): Promise<TokenSigner> {
  const { publicKey, privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const { kty, crv, x } = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  const key = { kty, crv, x, kid, use: "sig", alg: "EdDSA" };
  return {
    vars: {
      AUTH_JWKS: JSON.stringify({ keys: [key] }),
      AUTH_ISSUER: ISSUER,
      AUTH_AUDIENCE: AUDIENCE,
    },
    sign(sub, role, claims = {}) {
      const now = Math.floor(Date.now() / 1000);
      const content = {
        iss: ISSUER,
        aud: AUDIENCE,
        sub,
        sid: newId("session"),
        jti: crypto.randomUUID(),
        iat: now,
        nbf: now,
        exp: now + 300,
        role,
        ver: ACCESS_TOKEN_VERSION,
        auth_time: now,
        amr: role === "admin" ? ["pwd", "otp"] : ["pwd"],
        ...claims,
      };
      return new SignJWT(content)
        .setProtectedHeader({ alg: "EdDSA", typ: ACCESS_TOKEN_TYPE, kid })
        .sign(privateKey);
    },
  };
}
