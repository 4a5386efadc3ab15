/** A member's own passkeys: made after a recent proof, listed, renamed, deleted. */
import type { Identity } from "@edgemart/contracts/identity";
import { hasSecondFactor } from "@edgemart/contracts/mfa";
import {
  PASSKEY_CHALLENGE_SECONDS,
  PASSKEYS_MAX,
  type Passkey,
  type PasskeyCreate,
  type PasskeyOptions,
  type PasskeyView,
} from "@edgemart/contracts/passkeys";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { passkeyName } from "../core/passkey-name.ts";
import type { Caller, Challenge, Deps } from "../ports.ts";
import { mayEnrol } from "./enrolment.ts";
import { takeLink } from "./links.ts";

/** Keeps a new challenge for one purpose. @returns its id, and the challenge itself. @throws Unavailable */
export async function newChallenge(
  deps: Deps,
  made: Omit<Challenge, "challenge">,
): Promise<{ challengeId: string; challenge: string }> {
  const challengeId = deps.newSecret(16);
  const challenge = deps.newSecret(32);
  await deps.challenges.keep(challengeId, { ...made, challenge });
  return { challengeId, challenge };
}

/** Lists them, oldest first. @throws Unavailable */
export async function listPasskeys(
  deps: Deps,
  { memberId }: Identity,
  caller: Caller,
): Promise<PasskeyView[]> {
  return (await deps.members.passkeysOf(memberId, caller.call)).map(viewOf);
}

/**
 * Gives what a browser makes a passkey with. It names the member's present ones, so that none is made twice on a device.
 *
 * @throws Unavailable
 */
export async function askToAddPasskey(
  deps: Deps,
  identity: Identity,
  caller: Caller,
): Promise<Result<PasskeyOptions, "mfa_required" | "passkeys_full" | "token_invalid">> {
  const { memberId, sessionId } = identity;
  const [known, own] = await Promise.all([
    deps.members.credentialOfId(memberId, caller.call),
    deps.members.passkeysOf(memberId, caller.call),
  ]);
  if (known?.member.status !== "active") return err("token_invalid");
  // An administrator's first one may be begun; what keeps it is a link.
  if (known.factors?.totp && !hasSecondFactor(identity.amr)) return err("mfa_required");
  if (own.length >= PASSKEYS_MAX) return err("passkeys_full");
  const { challenge, challengeId } = await newChallenge(deps, { purpose: "register", sessionId });
  const { member } = known;
  const options = await deps.webauthn.creationOptions({ challenge, member, exclude: own });
  return ok({ challengeId, expiresIn: PASSKEY_CHALLENGE_SECONDS, options });
}

type AddError =
  | "challenge_invalid"
  | "link_invalid"
  | "mfa_required"
  | "passkey_exists"
  | "passkeys_full"
  | "token_invalid";

/**
 * Keeps a passkey whose answer fits the challenge of this session.
 *
 * @returns `challenge_invalid` also for an answer that is not accepted, whatever the reason
 * @throws Unavailable
 * @see specs/identity.md 38
 */
export async function addPasskey(
  deps: Deps,
  identity: Identity,
  { challengeId, enrolToken, name, response }: PasskeyCreate,
  caller: Caller,
): Promise<Result<PasskeyView, AddError>> {
  const { memberId, memberVersion: sessionVersion, sessionId } = identity;
  const asked = await deps.challenges.take(challengeId);
  const isOwn = asked?.purpose === "register" && asked.sessionId === sessionId;
  if (!asked || !isOwn) return err("challenge_invalid");
  const known = await deps.members.credentialOfId(memberId, caller.call);
  if (!known) return err("token_invalid");
  const { factors, member } = known;
  const hasFactor = factors?.totp || (member.role === "admin" && factors?.passkey) || false;
  const may = await mayEnrol(deps, { role: member.role, hasFactor }, identity, enrolToken, caller);
  if (!may.ok) return may;
  const verified = await deps.webauthn.verifyRegistration(response, asked.challenge);
  if (!verified) {
    deps.audit({ event: "authn_factor_change", memberId, outcome: "passkey_refused" }, caller);
    return err("challenge_invalid");
  }
  if (may.value && !(await takeLink(deps, may.value))) return err("link_invalid");
  const kept = await deps.members.addPasskey(
    {
      memberId,
      sessionVersion,
      ...verified,
      rpId: deps.webauthn.rpId,
      transports: response.response.transports ?? [],
      name: name ?? passkeyName(verified.aaguid, caller.userAgent),
    },
    caller.call,
  );
  if (!kept.ok)
    return kept.error.code === "not_found" ? err("token_invalid") : err(kept.error.code);
  if (may.value) await deps.links.finish(may.value.link.id, null);
  deps.audit({ event: "authn_factor_change", memberId, outcome: "passkey_added" }, caller);
  // Making one proves it as using it does; how recently the session was proved stays as it is.
  const amr = verified.backupEligible ? "swk user" : "hwk user";
  const proof = { sessionId, memberId, amr, now: identity.authTime };
  await deps.sessions.confirm({ kind: "confirm", ...proof });
  return ok(viewOf(kept.value));
}

/** Gives a passkey another name. @throws Unavailable */
export async function renamePasskey(
  deps: Deps,
  { memberId }: Identity,
  id: string,
  name: string,
  caller: Caller,
): Promise<Result<PasskeyView, "not_found">> {
  const renamed = await deps.members.renamePasskey({ memberId, id, name }, caller.call);
  return renamed ? ok(viewOf(renamed)) : err("not_found");
}

/** Deletes a passkey, unless its member could not sign in any more. @throws Unavailable */
export async function removePasskey(
  deps: Deps,
  { memberId }: Identity,
  id: string,
  caller: Caller,
): Promise<Result<null, "not_found" | "last_factor" | "last_sign_in_method">> {
  const removed = await deps.members.removePasskey({ memberId, id }, caller.call);
  if (!removed.ok) return removed;
  deps.audit({ event: "authn_factor_change", memberId, outcome: "passkey_removed" }, caller);
  return ok(null);
}

/** What a member may see of its passkey. */
function viewOf(passkey: Passkey): PasskeyView {
  const { createdAt, credentialId, id, lastUsedAt, name, suspended, synced } = passkey;
  return { id, name, credentialId, synced, suspended, createdAt, lastUsedAt };
}
