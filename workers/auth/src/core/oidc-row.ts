/** The row of an OpenID Connect provider: all that differs between providers is in it. Pure. @see specs/identity.md 36 */
import { z } from "zod";

const endpoint = z.url({ protocol: /^https?$/ });

const OidcRow = z.strictObject({
  id: z.enum(["google"]),
  /** What it may call itself; the first names its identities for ever. */
  issuers: z.array(z.string().min(1).max(255)).min(1).max(4),
  authorize: endpoint,
  token: endpoint,
  jwks: endpoint,
  /** Of ID tokens; never taken from the token. */
  algorithms: z.array(z.enum(["RS256", "ES256", "EdDSA"])).min(1),
  clientAuth: z.literal("client_secret_post"),
  /** RFC 9207: `required` where it promises to send `iss`, else it is checked where sent. */
  issParameter: z.enum(["required", "checked"]),
  /** `claim`: its `email_verified` is believed. */
  emailRule: z.literal("claim"),
  scopes: z.array(z.string().regex(/^[a-z_]+$/)).min(1),
});
/** A parsed row. */
export type OidcRow = z.infer<typeof OidcRow>;

/** Parses a row from JSON text. */
export const OidcRowVar = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "must be JSON" });
      return z.NEVER;
    }
  })
  .pipe(OidcRow);

/** Tells whether every address of a row is one of the internet: a stand-in of this machine is not. */
export function isPublic({ authorize, issuers, jwks, token }: OidcRow): boolean {
  return [authorize, jwks, token, ...issuers].every((address) => {
    if (!URL.canParse(address)) return true;
    const { hostname, protocol } = new URL(address);
    return protocol === "https:" && !/^(localhost|127\.|\[::1\])|\.localhost$/.test(hostname);
  });
}
