/** Schemas of the secrets auth reads: a weak, malformed or half-configured one refuses the entire environment. */
import { decodeBase64Url } from "@edgemart/worker-kit/base64url";
import { z } from "zod";
import type { KeyRing } from "./key-ring.ts";

const KEY_BYTES_MIN = 32;
const KID = /^[A-Za-z0-9_-]{1,16}$/;

/** JSON text `{"current":"k1","keys":{"k1":"<32 bytes or more, base64url>"}}`. */
export const KeyRingVar = z
  .string()
  .transform(parseJson)
  .pipe(
    z.strictObject({
      current: z.string(),
      keys: z.record(z.string().regex(KID), keyBytes()).refine(hasFewKeys, "holds 1 to 8 keys"),
    }),
  )
  .refine(({ current, keys }) => Object.hasOwn(keys, current), "the current key is not in the ring")
  .transform(({ current, keys }): KeyRing => ({ current, keys: new Map(Object.entries(keys)) }));

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

function keyBytes() {
  return z.string().transform((text, context) => {
    const bytes = decodeBase64Url(text);
    if (bytes && isStrong(bytes)) return bytes;
    context.addIssue({ code: "custom", message: "must be 32 bytes or more in base64url" });
    return z.NEVER;
  });
}

function isStrong(bytes: Uint8Array | null): boolean {
  return bytes !== null && bytes.length >= KEY_BYTES_MIN && new Set(bytes).size > 4;
}

function hasFewKeys(keys: object): boolean {
  const count = Object.keys(keys).length;
  return count >= 1 && count <= 8;
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({
      code: "custom",
      message: "must be JSON; run `npx node tools/keys.ts make`",
    });
    return z.NEVER;
  }
}
