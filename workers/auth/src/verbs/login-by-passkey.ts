/** Signs a member in by a passkey: two factors in one, so no code is asked. */
import type { LoginOutput } from "@edgemart/contracts/auth";
import {
  PASSKEY_CHALLENGE_SECONDS,
  type PasskeyLogin,
  type PasskeyOptions,
} from "@edgemart/contracts/passkeys";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { digestOf } from "../core/digest.ts";
import type { Caller, Deps } from "../ports.ts";
import { deviceTokenFor } from "./device-token-for.ts";
import { openSession } from "./issue-tokens.ts";
import { newChallenge } from "./passkeys.ts";
import { byPasskey, provePasskey } from "./prove-passkey.ts";

/**
 * Gives a challenge that names no account and no passkey, so it tells nothing.
 *
 * @param ticket of a sign-in at a provider that met an account: its holder proves that account, by one of its passkeys
 * @returns `oidc_state_invalid`: the ticket is over, or there is no account to prove
 * @throws Unavailable
 */
export async function askToSignInByPasskey(
  deps: Deps,
  ticket: string | undefined,
  caller: Caller,
): Promise<Result<PasskeyOptions, "oidc_state_invalid">> {
  if (ticket !== undefined) return askToLink(deps, ticket, caller);
  const made = await newChallenge(deps, { purpose: "sign_in", sessionId: null });
  const options = await deps.webauthn.requestOptions({ challenge: made.challenge, allow: [] });
  return ok({ challengeId: made.challengeId, expiresIn: PASSKEY_CHALLENGE_SECONDS, options });
}

async function askToLink(
  deps: Deps,
  ticket: string,
  caller: Caller,
): Promise<Result<PasskeyOptions, "oidc_state_invalid">> {
  const sessionId = digestOf(ticket);
  const known = await deps.oidcStore.peekTicket(sessionId);
  if (!known?.memberId) return err("oidc_state_invalid");
  const own = await deps.members.passkeysOf(known.memberId, caller.call);
  const allow = own.filter(({ secondOnly, suspended }) => !suspended && !secondOnly);
  const { challenge, challengeId } = await newChallenge(deps, { purpose: "link", sessionId });
  const options = await deps.webauthn.requestOptions({ challenge, allow });
  return ok({ challengeId, expiresIn: PASSKEY_CHALLENGE_SECONDS, options });
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
  const { member } = proved.value;
  const tokens = await openSession(deps, byPasskey(deps, proved.value, caller), remember, caller);
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
