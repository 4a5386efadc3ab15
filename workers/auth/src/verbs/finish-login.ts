/** Asks for a second factor after the first, and finishes the sign-in by it. */
import type { LoginOutput } from "@edgemart/contracts/auth";
import type { Credential } from "@edgemart/contracts/credentials";
import { MFA_CHALLENGE_SECONDS, type MfaMethod, type MfaRequired } from "@edgemart/contracts/mfa";
import { PASSKEY_CHALLENGE_SECONDS, type PasskeyOptions } from "@edgemart/contracts/passkeys";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { MfaInput } from "@edgemart/contracts/second-factor";
import type { PasskeyProof } from "@edgemart/contracts/webauthn";
import { challengeDigest } from "../core/second-factor.ts";
import { withMethods } from "../core/sessions.ts";
import type { Caller, Deps, FirstFactor } from "../ports.ts";
import { deviceTokenFor } from "./device-token-for.ts";
import { isSamePassword, openSession, type Proven } from "./issue-tokens.ts";
import { newChallenge } from "./passkeys.ts";
import { provePasskey } from "./prove-passkey.ts";
import { proveSecondFactor, type TypedFactor } from "./prove-second-factor.ts";

/** Keeps what the first factor proved; the challenge is no token and opens nothing by itself. @throws Unavailable */
export async function askSecondFactor(
  deps: Deps,
  first: FirstFactor,
  methods: MfaMethod[],
): Promise<MfaRequired> {
  const challenge = deps.newSecret(32);
  await deps.firstFactors.keep(challengeDigest(challenge), first);
  return { status: "mfa_required", challenge, methods, expiresIn: MFA_CHALLENGE_SECONDS };
}

/** Gives a challenge for the passkeys of the member whose sign-in waits. @throws Unavailable */
export async function askToFinishByPasskey(
  deps: Deps,
  challenge: string,
  caller: Caller,
): Promise<Result<PasskeyOptions, "challenge_invalid">> {
  const digest = challengeDigest(challenge);
  const first = await deps.firstFactors.peek(digest);
  const own = first ? await deps.members.passkeysOf(first.memberId, caller.call) : [];
  const allow = own.filter(({ suspended }) => !suspended);
  if (allow.length === 0) return err("challenge_invalid");
  const made = await newChallenge(deps, { purpose: "finish", sessionId: digest });
  const options = await deps.webauthn.requestOptions({ challenge: made.challenge, allow });
  return ok({ challengeId: made.challengeId, expiresIn: PASSKEY_CHALLENGE_SECONDS, options });
}

type FinishError = "challenge_invalid" | "mfa_invalid" | "rate_limited" | "temporarily_unavailable";

/**
 * Signs in: the challenge's own first factor, if it is still so, and the second that was typed or touched.
 *
 * The challenge is used up only by success and by its fifth try. What was proved is read once more when the session is
 * there, as at every sign-in (identity 55).
 *
 * @throws Unavailable
 * @see specs/identity.md 47
 */
export async function finishLogin(
  deps: Deps,
  { challenge, passkey, ...typed }: MfaInput,
  caller: Caller,
): Promise<Result<LoginOutput, FinishError>> {
  const digest = challengeDigest(challenge);
  const first = await deps.firstFactors.attempt(digest);
  const known = first && (await deps.members.credentialOfId(first.memberId, caller.call));
  if (!known || !isAsProved(known, first)) return err("challenge_invalid");
  const { member } = known;
  const { id: memberId } = member;
  const second = passkey
    ? await byPasskey(deps, { digest, memberId }, passkey, caller)
    : await byCode(deps, memberId, typed, caller);
  if (!second.ok) return second;
  if (!(await deps.firstFactors.take(digest))) return err("challenge_invalid");
  if (first.link) {
    if (!(await linkAsked(deps, memberId, first.link, caller))) return err("challenge_invalid");
    deps.audit({ event: "authn_factor_change", memberId, outcome: "google_linked" }, caller);
  }
  const { amr, by } = second.value;
  const both = byBoth(deps, known, { amr: withMethods(first.amr, amr), by }, caller);
  const proven = byProvider(deps, both, first, caller);
  const tokens = await openSession(deps, proven, first.remember, caller);
  if (!tokens) {
    deps.audit({ event: "authn_login_fail", memberId, outcome: "changed_meanwhile" }, caller);
    return err("challenge_invalid");
  }
  const sessionId = tokens.session.id;
  deps.audit({ event: "authn_login_success", memberId, sessionId, outcome: by }, caller);
  const deviceToken = first.isKnownBrowser ? null : deviceTokenFor(deps, member.email, undefined);
  return ok({ ...tokens, deviceToken });
}

interface Second {
  amr: string;
  by: "totp" | "recovery" | "passkey";
}

async function byPasskey(
  deps: Deps,
  { digest, memberId }: { digest: string; memberId: string },
  proof: PasskeyProof,
  caller: Caller,
): Promise<Result<Second, FinishError>> {
  const asked = { purpose: "finish", sessionId: digest, memberId } as const;
  const proved = await provePasskey(deps, asked, proof, caller);
  // One answer for whatever was wrong, as for a code: only the sign-in itself can be over.
  if (!proved.ok) return err("mfa_invalid");
  return ok({ amr: proved.value.amr, by: "passkey" });
}

async function byCode(
  deps: Deps,
  memberId: string,
  typed: TypedFactor,
  caller: Caller,
): Promise<Result<Second, FinishError>> {
  const factor = await deps.members.factorOf(memberId, caller.call);
  if (!factor) return err("challenge_invalid");
  const proved = await proveSecondFactor(deps, factor, typed, caller);
  return proved.ok ? ok({ amr: "otp", by: proved.value }) : proved;
}

/** Links what waited for the second factor: after its password, or after the link of its mailbox. */
async function linkAsked(
  deps: Deps,
  memberId: string,
  { linkId, ...asked }: NonNullable<FirstFactor["link"]>,
  caller: Caller,
): Promise<boolean> {
  const { memberVersion } = asked;
  if (linkId === undefined || memberVersion === null) {
    return (await deps.members.linkIdentity({ ...asked, memberId }, caller.call)).ok;
  }
  const terms = { memberVersion, memberId, linkId, isEmptied: false, sessionsVoidBefore: 0 };
  const claimed = await deps.members.claimIdentity({ ...asked, ...terms }, caller.call);
  await deps.links.finish(linkId, null);
  return claimed.ok;
}

/** Holds for as long as the account at the provider is linked too, where the first factor was that. */
function byProvider(
  deps: Deps,
  both: Proven,
  { authTime, identityId }: FirstFactor,
  caller: Caller,
): Proven {
  if (identityId === undefined) return both;
  const isStillSo = async () => {
    const now = await deps.members.useIdentity(identityId, caller.call);
    return now?.member.id === both.member.id && (await both.isStillSo?.()) !== false;
  };
  return { ...both, isStillSo, ...(authTime !== undefined && { authTime }) };
}

function isAsProved(known: Credential, { passwordChangedAt }: FirstFactor): boolean {
  return known.member.status === "active" && known.passwordChangedAt === passwordChangedAt;
}

/** What both factors prove: for as long as the password does, and the second is not removed. */
function byBoth(deps: Deps, known: Credential, { amr, by }: Second, caller: Caller): Proven {
  const isStillSo = async () => {
    const now = await deps.members.credentialOfId(known.member.id, caller.call);
    const isThere = by === "passkey" ? now?.factors?.passkey : now?.factors?.totp;
    return isThere === true && isSamePassword(known, now);
  };
  return { member: known.member, amr, isStillSo };
}
