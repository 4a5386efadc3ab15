/** Proves the password, a passkey or a code again within a session: what follows may need a recent proof. */
import type { ReauthenticateInput, ReauthenticateOutput } from "@edgemart/contracts/auth";
import type { Identity } from "@edgemart/contracts/identity";
import type { Member } from "@edgemart/contracts/member";
import { PASSKEY_CHALLENGE_SECONDS, type PasskeyOptions } from "@edgemart/contracts/passkeys";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { sessionLife } from "../core/session-life.ts";
import { withMethods } from "../core/sessions.ts";
import type { Caller, Deps } from "../ports.ts";
import { accessTokenOf } from "./issue-tokens.ts";
import { newChallenge } from "./passkeys.ts";
import { provePasskey } from "./prove-passkey.ts";
import { provePassword } from "./prove-password.ts";
import { proveSecondFactor } from "./prove-second-factor.ts";

type ProofError =
  | "challenge_invalid"
  | "invalid_credentials"
  | "mfa_invalid"
  | "passkey_invalid"
  | "rate_limited"
  | "temporarily_unavailable"
  | "token_invalid";

/**
 * Gives an access token with a new `auth_time`; the session remembers it, and how it was proved, for its later tokens.
 *
 * A wrong password counts against the account as at sign-in. The refresh token stays as it is.
 *
 * @returns `token_invalid`: session or member ended meanwhile
 * @throws Unavailable
 */
export async function reauthenticate(
  deps: Deps,
  identity: Identity,
  input: ReauthenticateInput,
  caller: Caller,
): Promise<Result<ReauthenticateOutput, ProofError>> {
  const { memberId, sessionId } = identity;
  const proved = await prove(deps, identity, input, caller);
  if (!proved.ok) return proved;
  const { amr, member } = proved.value;
  const now = Math.floor(caller.arrivedMs / 1000);
  const own = await deps.sessions.peek(sessionId);
  if (!own || !(await deps.sessions.confirm({ kind: "confirm", sessionId, memberId, amr, now }))) {
    return err("token_invalid");
  }
  deps.audit({ event: "authn_token_created", memberId, sessionId, outcome: "reauth" }, caller);
  const { absoluteSeconds } = sessionLife(member.role, own.remember);
  const proof = {
    ...{ authTime: now, amr: withMethods(own.amr, amr), era: own.era },
    absoluteExpiry: own.createdAt + absoluteSeconds,
  };
  const { accessToken, expiresIn } = await accessTokenOf(deps, member, sessionId, proof, caller);
  return ok({ accessToken, tokenType: "Bearer", expiresIn });
}

/** Looks at the one proof that was given. */
async function prove(
  deps: Deps,
  { memberId, sessionId }: Identity,
  { code, deviceToken, passkey, password }: ReauthenticateInput,
  caller: Caller,
): Promise<Result<{ member: Member; amr: string }, ProofError>> {
  if (passkey) {
    return provePasskey(deps, { purpose: "prove", sessionId, memberId }, passkey, caller);
  }
  const known = await deps.members.credentialOfId(memberId, caller.call);
  if (known?.member.status !== "active") return err("token_invalid");
  if (code !== undefined) {
    const factor = await deps.members.factorOf(memberId, caller.call);
    if (!factor) return err("token_invalid");
    const proved = await proveSecondFactor(deps, factor, { code }, caller);
    return proved.ok ? ok({ member: known.member, amr: "otp" }) : proved;
  }
  const { email } = known.member;
  const find = async () => known;
  const claim = { email, password: password ?? "", deviceToken, find };
  const proved = await provePassword(deps, claim, caller);
  return proved.ok ? ok({ member: proved.value.member, amr: "pwd" }) : proved;
}

/** Gives a challenge for the caller's own passkeys; `not_found` when there is none to use. @throws Unavailable */
export async function askToProveByPasskey(
  deps: Deps,
  { memberId, sessionId }: Identity,
  caller: Caller,
): Promise<Result<PasskeyOptions, "not_found">> {
  const own = await deps.members.passkeysOf(memberId, caller.call);
  const allow = own.filter(({ secondOnly, suspended }) => !suspended && !secondOnly);
  if (allow.length === 0) return err("not_found");
  const { challenge, challengeId } = await newChallenge(deps, { purpose: "prove", sessionId });
  const options = await deps.webauthn.requestOptions({ challenge, allow });
  return ok({ challengeId, expiresIn: PASSKEY_CHALLENGE_SECONDS, options });
}
