/** The second factor (TOTP and recovery codes): wire shapes, auth's operations, and what auth asks member about it. @see specs/identity.md 46–50 */
import { z } from "zod";
import { LoginOutput } from "./auth.ts";
import type { CallContext } from "./call.ts";
import { SessionVersion } from "./identity.ts";
import { MemberId } from "./ids.ts";
import { LinkToken } from "./links.ts";
import { MfaChallenge, RecoveryCode, TotpCode } from "./mfa.ts";
import { operations } from "./operation.ts";
import type { Result } from "./result.ts";
import { Timestamp } from "./time.ts";
import { PasskeyProof } from "./webauthn.ts";

/** How long a secret that was made waits for its first code. */
export const TOTP_PENDING_SECONDS = 600;
/** Recovery codes of a member. */
export const RECOVERY_CODES = 10;

const ONE_PROOF = { code: TotpCode.optional(), recoveryCode: RecoveryCode.optional() };
const isOne = (...given: unknown[]) => given.filter((each) => each !== undefined).length === 1;

/** Finishes a sign-in by a second factor. */
export const MfaInput = z
  .strictObject({ challenge: MfaChallenge, ...ONE_PROOF, passkey: PasskeyProof.optional() })
  .refine(({ code, passkey, recoveryCode }) => isOne(code, passkey, recoveryCode), {
    message: "must be exactly one of code, recoveryCode and passkey",
    path: ["code"],
  });
/** A parsed `MfaInput`. */
export type MfaInput = z.infer<typeof MfaInput>;

/** Turns the second factor off: a code of it, or a recovery code, proves that its owner does. */
export const TotpOffInput = z
  .strictObject(ONE_PROOF)
  .refine(({ code, recoveryCode }) => isOne(code, recoveryCode), {
    message: "must be exactly one of code and recoveryCode",
    path: ["code"],
  });
/** A parsed `TotpOffInput`. */
export type TotpOffInput = z.infer<typeof TotpOffInput>;

/** A secret that an authenticator app keeps, shown once. */
export const TotpSetup = z.object({
  secret: z.string().describe("Base32, for typing"),
  uri: z.string().describe("`otpauth://`, for a QR code"),
  expiresIn: z.int().positive().describe("Seconds until it must be confirmed by a code"),
});
/** A parsed `TotpSetup`. */
export type TotpSetup = z.infer<typeof TotpSetup>;

/** New recovery codes, shown once; earlier ones are revoked. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
/** A parsed `RecoveryCodes`. */
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** The state of a member's second factor. Holds no secret. */
export const SecondFactorView = z
  .object({
    state: z.enum(["off", "active"]),
    activeSince: Timestamp.nullable(),
    recoveryCodesLeft: z.int().min(0).max(RECOVERY_CODES),
  })
  .meta({ id: "SecondFactor" });
/** A parsed `SecondFactorView`. */
export type SecondFactorView = z.infer<typeof SecondFactorView>;

/** The secret of an enrolment link; shown once, to the administrator who asked for it. */
export const EnrolmentLink = z.object({ token: z.string(), expiresIn: z.int().positive() });
/** A parsed `EnrolmentLink`. */
export type EnrolmentLink = z.infer<typeof EnrolmentLink>;

const tag = "Sign-in";
/** Auth's operations with second factors, by the policy they share at the gateway. */
export const secondFactorGroups = {
  /** What finishes a sign-in: counted per address, and per member. */
  mfaEntry: operations(tag, {
    finishLogin: {
      method: "post",
      path: "/api/auth/mfa",
      summary: "Finish a sign-in by a code, a recovery code or a passkey",
      credential: "service",
      body: MfaInput,
      responses: { 200: LoginOutput },
      errors: ["challenge_invalid", "mfa_invalid", "rate_limited"],
    },
  }),
  /** A member's own second factor. */
  totp: operations(tag, {
    getSecondFactor: {
      method: "get",
      path: "/api/auth/totp",
      summary: "Tell whether the caller has a second factor, and how many recovery codes are left",
      credential: "bearer",
      responses: { 200: SecondFactorView },
      errors: [],
    },
    setUpTotp: {
      method: "post",
      path: "/api/auth/totp/setup",
      summary: "Make a secret for an authenticator app; nothing changes until a code confirms it",
      credential: "bearer",
      body: z.strictObject({}),
      responses: { 200: TotpSetup },
      fresh: true,
      errors: ["mfa_required"],
    },
    confirmTotp: {
      method: "post",
      path: "/api/auth/totp",
      summary: "Turn the second factor on, or replace it, by the first code of the new secret",
      credential: "bearer",
      body: z.strictObject({ code: TotpCode, enrolToken: LinkToken.optional() }),
      responses: { 201: RecoveryCodes },
      fresh: true,
      errors: ["link_invalid", "mfa_invalid", "mfa_required", "rate_limited"],
    },
    turnOffTotp: {
      method: "post",
      path: "/api/auth/totp/off",
      summary: "Turn the second factor off",
      credential: "bearer",
      body: TotpOffInput,
      responses: { 204: null },
      fresh: true,
      errors: ["mfa_invalid", "mfa_required", "last_factor", "rate_limited"],
    },
    renewRecoveryCodes: {
      method: "post",
      path: "/api/auth/totp/recovery",
      summary: "Make new recovery codes; earlier ones are revoked",
      credential: "bearer",
      body: z.strictObject({}),
      responses: { 201: RecoveryCodes },
      fresh: true,
      errors: ["mfa_required", "not_found"],
    },
  }),
  /** What administrators do about somebody's second factor. */
  factorAdministration: operations(tag, {
    createEnrolmentLink: {
      method: "post",
      path: "/api/auth/members/{id}/mfa-link",
      summary:
        "Make a one-time link by which an administrator enrols a first second factor; good for 24 hours",
      credential: "bearer",
      right: "admin",
      params: z.object({ id: MemberId }),
      responses: { 201: EnrolmentLink },
      fresh: true,
      errors: [],
    },
    resetSecondFactor: {
      method: "post",
      path: "/api/auth/members/{id}/mfa-reset",
      summary: "Take another member's second factor and passkeys away; ends its sessions",
      credential: "bearer",
      right: "admin",
      params: z.object({ id: MemberId }),
      responses: { 204: null },
      fresh: true,
      errors: [],
    },
  }),
};

/** A member's second factor as it is kept. Secrets are sealed. */
export interface Factor {
  memberId: string;
  role: "member" | "admin";
  /** The secret that codes are checked with; null before the first one is confirmed. */
  active: { secret: string; since: string } | null;
  /** The secret that waits for its first code; null when there is none, or it waited too long. */
  pending: string | null;
  /** Recovery codes that were not used. */
  recovery: { slot: string; hash: string }[];
  /** A passkey that is not suspended. */
  hasPasskey: boolean;
}

const Sealed = z.string().min(16).max(400);
const CodeHashes = z.array(z.string().min(60).max(200)).length(RECOVERY_CODES);

/** Parses a change of a factor that auth has decided; the statement compares what it was decided on once more. */
export const FactorSet = z.discriminatedUnion("to", [
  z.strictObject({ to: z.literal("pending"), memberId: MemberId, secret: Sealed }),
  z.strictObject({
    to: z.literal("active"),
    memberId: MemberId,
    /** The pending secret whose code was right. */
    secret: Sealed,
    step: z.int().min(0),
    recoveryHashes: CodeHashes,
    sessionVersion: SessionVersion,
  }),
  z.strictObject({
    to: z.literal("codes"),
    memberId: MemberId,
    recoveryHashes: CodeHashes,
    sessionVersion: SessionVersion,
  }),
  z.strictObject({ to: z.literal("off"), memberId: MemberId }),
]);
/** A parsed `FactorSet`. */
export type FactorSet = z.infer<typeof FactorSet>;

/** Parses the removal of what a member has lost, by another who is an administrator. */
export const FactorReset = z.strictObject({ memberId: MemberId, actorId: MemberId });
/** A parsed `FactorReset`. */
export type FactorReset = z.infer<typeof FactorReset>;

/** Parses the use of a code. */
export const StepTake = z.strictObject({
  memberId: MemberId,
  /** The secret that the code was checked with. */
  secret: Sealed,
  step: z.int().min(0),
});
/** A parsed `StepTake`. */
export type StepTake = z.infer<typeof StepTake>;

/** Parses the use of a recovery code whose hash auth has compared. */
export const RecoveryTake = z.strictObject({
  memberId: MemberId,
  slot: z.string().regex(/^\d$/),
  hash: z.string().max(200),
});
/** A parsed `RecoveryTake`. */
export type RecoveryTake = z.infer<typeof RecoveryTake>;

/** Questions about second factors that auth alone may ask; each verb is one statement with its security event. */
export interface MemberFactorsRpc {
  /** Null when the member is missing or deleted. */
  factorOf(memberId: string, call: CallContext): Promise<Factor | null>;
  /** `not_found`: the member, the secret or the factor is not there any more. */
  setFactor(
    input: FactorSet,
    call: CallContext,
  ): Promise<Result<null, "not_found" | "last_factor">>;
  /** Whether there was anything to take. `forbidden`: who asks is no administrator now, or is the member itself. */
  resetFactors(
    input: FactorReset,
    call: CallContext,
  ): Promise<Result<boolean, "forbidden" | "not_found">>;
  /** Takes a time step, each once and never an earlier one; false when it was taken, or the secret is another. */
  takeStep(input: StepTake, call: CallContext): Promise<boolean>;
  /** Uses a recovery code up; how many are left, or null when it was used. */
  takeRecoveryCode(input: RecoveryTake, call: CallContext): Promise<number | null>;
}
