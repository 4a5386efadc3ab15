/** Signs access tokens with Ed25519. */
import { ACCESS_TOKEN_TYPE } from "@edgemart/contracts/identity";
import { type CryptoKey, importJWK, SignJWT } from "jose";
import type { SigningKey } from "../core/secrets.ts";
import type { SignAccessToken } from "../ports.ts";

// The imported key, not the promise of it: a promise belongs to the request that made it.
const imported = new WeakMap<SigningKey, CryptoKey>();

/** Builds the signer of one key. The header is exactly `alg`, `typ`, `kid` (auth 32). */
export function joseSigner(key: SigningKey): SignAccessToken {
  return async (claims) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "EdDSA", typ: ACCESS_TOKEN_TYPE, kid: key.kid })
      .sign(await privateKey(key));
}

async function privateKey(key: SigningKey): Promise<CryptoKey> {
  const known = imported.get(key);
  if (known) return known;
  const made = await importJWK(key, "EdDSA");
  if (made instanceof Uint8Array) throw new Error("the signing key is not an asymmetric key");
  imported.set(key, made);
  return made;
}
