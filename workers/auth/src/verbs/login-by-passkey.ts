/** Signs a member in by a passkey: two factors in one, so no code is asked. */
import type { LoginOutput } from "@edgemart/contracts/auth";
import {
  PASSKEY_CHALLENGE_SECONDS,
  type PasskeyLogin,
  type PasskeyOptions,
} from "@edgemart/contracts/passkeys";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Caller, Deps } from "../ports.ts";
import { deviceTokenFor } from "./device-token-for.ts";
import { openSession } from "./issue-tokens.ts";
import { newChallenge } from "./passkeys.ts";
import { provePasskey } from "./prove-passkey.ts";

/** Gives a challenge that names no account and no passkey, so it tells nothing. @throws Unavailable */
export async function askToSignInByPasskey(deps: Deps): Promise<PasskeyOptions> {
  const made = await newChallenge(deps, { purpose: "sign_in", sessionId: null });
  const options = await deps.webauthn.requestOptions({ challenge: made.challenge, allow: [] });
  return { challengeId: made.challengeId, expiresIn: PASSKEY_CHALLENGE_SECONDS, options };
}

type LoginError = "challenge_invalid" | "passkey_invalid" | "temporarily_unavailable";

/**
 * Opens a session of its own; it is kept only if the passkey and its member are still as they were when it is there.
 *
 * @throws Unavailable
 * @see specs/identity.md 39–41, 55
 */
export async function loginByPasskey(
  deps: Deps,
  { deviceToken, remember, ...proof }: PasskeyLogin,
  caller: Caller,
): Promise<Result<LoginOutput, LoginError>> {
  const asked = { purpose: "sign_in", sessionId: null, memberId: null } as const;
  const proved = await provePasskey(deps, asked, proof, caller);
  if (!proved.ok) return proved;
  const { amr, member, passkey } = proved.value;
  const isStillSo = async () => {
    const now = await deps.members.passkeyOf(passkey.credentialId, caller.call);
    const isSame = now?.passkey.id === passkey.id && !now.passkey.suspended;
    return isSame && now.member.status === "active" && now.member.role === member.role;
  };
  const tokens = await openSession(deps, { member, amr, isStillSo }, remember, caller);
  const memberId = member.id;
  if (!tokens) {
    const outcome = "changed_meanwhile";
    deps.audit({ event: "authn_login_fail", memberId, outcome }, caller);
    return err("passkey_invalid");
  }
  const sessionId = tokens.session.id;
  deps.audit({ event: "authn_login_success", memberId, sessionId, outcome: "passkey" }, caller);
  return ok({ ...tokens, deviceToken: deviceTokenFor(deps, member.email, deviceToken) });
}
