/** By what a member signs in besides its password, as its export names it: no key, no secret. */
import { z } from "zod";
import { IdentityId, PasskeyId } from "./ids.ts";
import { Timestamp } from "./time.ts";

const used = { lastUsedAt: Timestamp.nullable() };

/** Parses them. @see specs/identity.md 53 */
export const SignInWays = z.object({
  identities: z.array(
    z.object({ id: IdentityId, provider: z.string(), linkedAt: Timestamp, ...used }),
  ),
  passkeys: z.array(z.object({ id: PasskeyId, name: z.string(), createdAt: Timestamp, ...used })),
  secondFactor: z.object({
    state: z.enum(["off", "active"]),
    activeSince: Timestamp.nullable(),
    recoveryCodesLeft: z.int().nonnegative(),
  }),
});
/** A parsed `SignInWays`. */
export type SignInWays = z.infer<typeof SignInWays>;
