/** Whether a second factor is asked, by which methods, and what recovery codes are made of. Pure. @see specs/identity.md 47–49 */
import { createHash } from "node:crypto";
import type { FactorsOf } from "@edgemart/contracts/credentials";
import type { Role } from "@edgemart/contracts/identity";
import type { MfaMethod } from "@edgemart/contracts/mfa";
import { decodeBase64Url } from "@edgemart/worker-kit/base64url";

/** Tries at one challenge; then its sign-in begins anew. */
export const MFA_TRIES_MAX = 5;

/**
 * bcrypt's cost of recovery codes, its least: a code has 50 random bits besides the pepper, so no list of guesses finds
 * one, and ten are hashed in one request.
 */
export const RECOVERY_CODE_COST = 4;

const NONE: FactorsOf = { totp: false, recoveryCodes: 0, passkey: false };

/** Lists what finishes a sign-in after the password; empty when nothing is asked. An administrator's passkey is asked too. */
export function secondFactorsAsked(role: Role, factors: FactorsOf = NONE): MfaMethod[] {
  const { passkey, recoveryCodes, totp } = factors;
  if (!totp && !(role === "admin" && passkey)) return [];
  return [
    ...(totp ? (["totp"] as const) : []),
    ...(totp && recoveryCodes > 0 ? (["recovery"] as const) : []),
    ...(passkey ? (["passkey"] as const) : []),
  ];
}

/** Gives the digest under which a challenge is kept. */
export function challengeDigest(challenge: string): string {
  return createHash("sha256").update(challenge).digest("base64url");
}

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** Writes a recovery code as it is shown: its slot, then 50 bits. @param secret 50 bits or more, base64url */
export function recoveryCode(slot: number, secret: string): string {
  const bytes = decodeBase64Url(secret);
  if (!bytes || bytes.length < 7) throw new Error("a recovery code needs 50 random bits");
  let bits = 0n;
  for (const byte of bytes.subarray(0, 7)) bits = (bits << 8n) | BigInt(byte);
  const letters = Array.from(
    { length: 10 },
    (_, at) => BASE32[Number((bits >> BigInt(5 * at)) & 31n)],
  );
  return `${slot}-${letters.slice(0, 5).join("")}-${letters.slice(5).join("")}`;
}

/** The form that is hashed, whatever was typed: `RecoveryCode` of the contract gives the same. */
export function plainRecoveryCode(shown: string): string {
  return shown.replaceAll("-", "");
}
