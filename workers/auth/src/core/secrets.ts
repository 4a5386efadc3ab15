/** Schemas of the secrets auth reads: a weak, malformed or half-configured one refuses the entire environment. */
import { decodeBase64Url } from "@edgemart/worker-kit/base64url";
import { isStrong, parseJson } from "@edgemart/worker-kit/key-ring";
import { z } from "zod";

/** The private half of the key that signs access tokens, as a JWK with `kid`. */
export const SigningKeyVar = z
  .string()
  .transform(parseJson)
  .pipe(
    z.strictObject({
      kty: z.literal("OKP"),
      crv: z.literal("Ed25519"),
      x: z.string().length(43),
      d: z.string().length(43),
      kid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
      use: z.literal("sig"),
      alg: z.literal("EdDSA"),
    }),
  );
/** The key that signs access tokens. */
export type SigningKey = z.infer<typeof SigningKeyVar>;

/**
 * A service key, complete as it is written after `Authorization: Basic`: base64 of `edgemart:<secret>`.
 *
 * The secret is base64url of 32 random bytes or more, so it holds no colon and `curl -u edgemart:<secret>` works.
 */
export const ServiceKeyVar = z
  .string()
  .refine(isServiceKey, "must be base64 of edgemart:<32 bytes or more in base64url>");

function isServiceKey(key: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key) || key.length % 4 !== 0) return false;
  const secret = /^edgemart:([A-Za-z0-9_-]+)$/.exec(atob(key))?.[1];
  return secret !== undefined && isStrong(decodeBase64Url(secret));
}
