/** The public key set every verifying Worker holds as the var `AUTH_JWKS`. */
import { z } from "zod";

const PublicJwk = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string().length(43),
  kid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  use: z.literal("sig"),
  alg: z.literal("EdDSA"),
});
/** A parsed `PublicJwk`. */
export type PublicJwk = z.infer<typeof PublicJwk>;

/** A JSON text of `{"keys":[…]}` with 1 to 8 public Ed25519 keys; a private member refuses the entire set. */
export const JwksVar = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({
        code: "custom",
        message: "must be JSON; `npm run keys -- make` makes one",
      });
      return z.NEVER;
    }
  })
  .pipe(
    z.strictObject({
      keys: z
        .array(PublicJwk)
        .min(1)
        .max(8)
        // A verifier that finds two keys of one name takes either, or none.
        .refine(
          (keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length,
          "a kid is used twice; every key needs one of its own",
        ),
    }),
  );
/** A parsed key set. */
export type Jwks = z.infer<typeof JwksVar>;
