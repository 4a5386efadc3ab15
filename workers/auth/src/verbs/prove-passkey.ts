/** Checks the use of a passkey that a browser claims: the one way for sign-in and for a fresh proof. */
import type { Member } from "@edgemart/contracts/member";
import type { Passkey } from "@edgemart/contracts/passkeys";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { PasskeyProof } from "@edgemart/contracts/webauthn";
import type { Caller, Challenge, Deps } from "../ports.ts";
import type { Proven } from "./issue-tokens.ts";

/** A passkey that was proved. */
export interface PasskeyProven {
  member: Member;
  passkey: Passkey;
  /** How, by RFC 8176: `swk` kept on several devices, `hwk` on one; `user`: it was unlocked by its owner. */
  amr: "swk user" | "hwk user";
}

/**
 * Takes the challenge, finds the passkey, checks the signature, and keeps the counter.
 *
 * Every failure is the same answer: an unknown, foreign or suspended passkey, a wrong signature, a member that is
 * disabled. A passkey that counts backwards on one device is suspended by the statement that finds it out.
 *
 * @param asked whose challenge it must be, and whose passkey
 * @throws Unavailable
 * @see specs/identity.md 39–41
 */
export async function provePasskey(
  deps: Deps,
  asked: Omit<Challenge, "challenge"> & { memberId: string | null },
  { challengeId, response }: PasskeyProof,
  caller: Caller,
): Promise<Result<PasskeyProven, "challenge_invalid" | "passkey_invalid">> {
  const taken = await deps.challenges.take(challengeId);
  if (!taken || taken.purpose !== asked.purpose || taken.sessionId !== asked.sessionId) {
    return err("challenge_invalid");
  }
  const found = await deps.members.passkeyOf(response.id, caller.call);
  const fail = (outcome: string) => {
    const memberId = found?.member.id;
    deps.audit({ event: "authn_login_fail", ...(memberId && { memberId }), outcome }, caller);
    return err("passkey_invalid");
  };
  if (!found) return fail("passkey_unknown");
  const { member, passkey } = found;
  if (!isOf(member.id, asked.memberId, response.response.userHandle))
    return fail("passkey_foreign");
  if (member.status !== "active") return fail("disabled");
  const mayServe = !passkey.secondOnly || asked.purpose === "finish";
  const mayUse = !passkey.suspended && mayServe && passkey.rpId === deps.webauthn.rpId;
  if (!mayUse) return fail("passkey_not_usable");
  const verified = await deps.webauthn.verifyAssertion(response, taken.challenge, passkey);
  if (!verified) return fail("passkey_signature");
  const used = await deps.members.usePasskey({ id: passkey.id, ...verified }, caller.call);
  if (used === "suspended" || used === "gone") return fail(`passkey_${used}`);
  if (used === "not_higher") {
    const memberId = member.id;
    deps.audit({ event: "authn_factor_change", memberId, outcome: "counter_not_higher" }, caller);
  }
  return ok({ member, passkey, amr: passkey.backupEligible ? "swk user" : "hwk user" });
}

/** What a passkey proves: until it is deleted or suspended, or its member disabled, or given another role. */
export function byPasskey(
  deps: Deps,
  { amr, member, passkey }: PasskeyProven,
  caller: Caller,
): Proven {
  const isStillSo = async () => {
    const now = await deps.members.passkeyOf(passkey.credentialId, caller.call);
    const isSame = now?.passkey.id === passkey.id && !now.passkey.suspended;
    return isSame && now.member.status === "active" && now.member.role === member.role;
  };
  return { member, amr, isStillSo };
}

/** At a sign-in the passkey says whose it is; where a member is known already it may, and must not say another. */
function isOf(
  ownerId: string,
  expectedId: string | null,
  userHandle: string | null | undefined,
): boolean {
  const said = userHandle ? Buffer.from(userHandle, "base64url").toString() : null;
  if (expectedId === null) return said === ownerId;
  return ownerId === expectedId && (said === null || said === ownerId);
}
