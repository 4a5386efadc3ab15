/** Access tokens of members who were never registered, signed as auth signs them: for crowds. */
import { ACCESS_TOKEN_TYPE, ACCESS_TOKEN_VERSION } from "@edgemart/contracts/identity";
import { newId } from "@edgemart/worker-kit/ids";
import { importJWK, SignJWT } from "jose";
import { system } from "./system.ts";

/** Makes the signer. @returns makes so many tokens, each of another member, good for five minutes */
export async function memberTokens(): Promise<(count: number) => Promise<string[]>> {
  const jwk = JSON.parse(system().signingKey) as { kid: string };
  const key = await importJWK({ ...jwk, kty: "OKP" }, "EdDSA");
  const sign = () => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      ...{ sid: newId("session"), role: "member", ver: ACCESS_TOKEN_VERSION },
      ...{ auth_time: now, amr: ["pwd"] },
    })
      .setProtectedHeader({ alg: "EdDSA", typ: ACCESS_TOKEN_TYPE, kid: jwk.kid })
      .setIssuer("https://auth.edgemart.local")
      .setAudience("edgemart-api")
      .setSubject(newId("member"))
      .setJti(crypto.randomUUID())
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + 300)
      .sign(key);
  };
  return (count) => Promise.all(Array.from({ length: count }, sign));
}
