/** What is typed or sent to prove a second factor, and what a sign-in answers that needs one. @see specs/identity.md 47–49 */
import { z } from "zod";
import type { Identity } from "./identity.ts";

/** How long a challenge after a first factor is good. */
export const MFA_CHALLENGE_SECONDS = 300;
/** Length of a time step of TOTP. @see RFC 6238 */
export const TOTP_STEP_SECONDS = 30;

/** What an authenticator app shows. Spaces between the halves are typed by some. */
export const TotpCode = z
  .string()
  .max(16)
  .transform((text) => text.replaceAll(" ", ""))
  .pipe(z.string().regex(/^\d{6}$/, "must be 6 digits"));
/** A recovery code, `s-xxxxx-xxxxx`: its slot, then 50 bits. Case, spaces and hyphens are as they are typed. */
export const RecoveryCode = z
  .string()
  .max(32)
  .transform((text) => text.toLowerCase().replaceAll(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d[a-z2-7]{10}$/, "must be a recovery code"));

/** Secret of the challenge after a first factor. Opens nothing by itself. */
export const MfaChallenge = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "must be a challenge");

/** What may finish a sign-in. */
export const MfaMethod = z.enum(["totp", "recovery", "passkey"]);
/** A parsed `MfaMethod`. */
export type MfaMethod = z.infer<typeof MfaMethod>;

/** A first factor was right, a second is needed. Holds no token. */
export const MfaRequired = z
  .object({
    status: z.literal("mfa_required"),
    challenge: MfaChallenge,
    methods: z.array(MfaMethod),
    expiresIn: z.int().positive().describe("Seconds"),
  })
  .meta({ id: "MfaRequired" });
/** A parsed `MfaRequired`. */
export type MfaRequired = z.infer<typeof MfaRequired>;

/** Methods of proof (RFC 8176) that are a second factor: a code, or a passkey on one device or several. */
const SECOND_FACTORS = new Set(["otp", "hwk", "swk"]);

/** Tells whether a second factor is among the methods. */
export function hasSecondFactor(amr: readonly string[]): boolean {
  return amr.some((method) => SECOND_FACTORS.has(method));
}

/** Why a token does not let its bearer act as an administrator; null when it does. @see specs/identity.md 46 */
export function adminTokenRefusal({
  amr,
  role,
}: Pick<Identity, "amr" | "role">): "forbidden" | "mfa_required" | null {
  if (role !== "admin") return "forbidden";
  return hasSecondFactor(amr) ? null : "mfa_required";
}
