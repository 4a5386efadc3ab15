/** Signs a member in by Google, or says what is missing for it: a proof of the account, or an agreement. */
import type { FirstFactorOutput, LoginOutput } from "@edgemart/contracts/auth";
import type { Credential } from "@edgemart/contracts/credentials";
import {
  type GoogleLogin,
  type GoogleOutput,
  type KnownIdentity,
  type LinkMethod,
  OIDC_SECONDS,
} from "@edgemart/contracts/google";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { digestOf } from "../core/digest.ts";
import { confirmedEmail, personName, personPicture } from "../core/provider-person.ts";
import { secondFactorsAsked } from "../core/second-factor.ts";
import type { Caller, Deps, OidcPerson, OidcTransaction } from "../ports.ts";
import { deviceTokenFor } from "./device-token-for.ts";
import { askSecondFactor } from "./finish-login.ts";
import { finishOidc, type OidcError } from "./finish-oidc.ts";
import { openSession } from "./issue-tokens.ts";

type LoginError = OidcError | "account_disabled" | "provider_email_unverified";

/** An ID token that was made no longer ago proves its person anew. */
const FRESH_SECONDS = 60;

/**
 * Finds who it is by issuer and subject, never by the address.
 *
 * @throws Unavailable
 * @see specs/identity.md 27, 31
 */
export async function loginByGoogle(
  deps: Deps,
  { deviceToken, remember, ...callback }: GoogleLogin,
  caller: Caller,
): Promise<Result<GoogleOutput, LoginError>> {
  const asked = { purpose: "sign_in", memberId: null, sessionId: null } as const;
  const finished = await finishOidc(deps, callback, asked, caller);
  if (!finished.ok) return finished;
  const { begun, person } = finished.value;
  const { issuer, subject } = person;
  const known = await deps.members.identityOf({ issuer, subject }, caller.call);
  if (known) return signIn(deps, known, person, { deviceToken, remember }, caller);
  const email = confirmedEmail(person.email, person.emailVerified);
  if (email === null) {
    deps.audit({ event: "authn_login_fail", outcome: "google_email_unverified" }, caller);
    return err("provider_email_unverified");
  }
  return ok(await ticketFor(deps, { ...person, email }, begun, remember, caller));
}

/** Signs a known identity in, or asks for the second factor of a member who has one. */
async function signIn(
  deps: Deps,
  known: KnownIdentity,
  person: Pick<OidcPerson, "issuedAt">,
  terms: Pick<GoogleLogin, "deviceToken" | "remember">,
  caller: Caller,
): Promise<Result<FirstFactorOutput, "account_disabled" | "oidc_state_invalid">> {
  const { identity, member } = known;
  const { id: memberId } = member;
  const now = await deps.members.credentialOfId(memberId, caller.call);
  const methods = secondFactorsAsked(member.role, now?.factors);
  if (!now || methods.length === 0 || member.status !== "active") {
    return openByGoogle(deps, known, person, terms, caller);
  }
  deps.audit({ event: "authn_login_success", memberId, outcome: "first_factor" }, caller);
  const { passwordChangedAt } = now;
  const first = { memberId, passwordChangedAt, amr: "fed", remember: terms.remember };
  const proved = { identityId: identity.id, authTime: authTimeOf(known, person, caller) };
  return ok(await askSecondFactor(deps, { ...first, ...proved, isKnownBrowser: false }, methods));
}

/** 0, never fresh, while the member has a password or passkey to prove itself by. */
function authTimeOf(
  { hasAnotherWay }: Pick<KnownIdentity, "hasAnotherWay">,
  { issuedAt }: Pick<OidcPerson, "issuedAt">,
  caller: Caller,
): number {
  const now = Math.floor(caller.arrivedMs / 1000);
  return !hasAnotherWay && now - issuedAt <= FRESH_SECONDS ? now : 0;
}

/**
 * Opens the session of a known identity; it is kept only if the identity still is its member's when it is there.
 */
export async function openByGoogle(
  deps: Deps,
  known: Pick<KnownIdentity, "identity" | "member" | "hasAnotherWay">,
  person: Pick<OidcPerson, "issuedAt">,
  { deviceToken, remember }: Pick<GoogleLogin, "deviceToken" | "remember">,
  caller: Caller,
): Promise<Result<LoginOutput, "account_disabled" | "oidc_state_invalid">> {
  const { member } = known;
  const memberId = member.id;
  const fail = (outcome: string) =>
    deps.audit({ event: "authn_login_fail", memberId, outcome }, caller);
  if (member.status !== "active") {
    fail("disabled");
    return err("account_disabled");
  }
  const isStillSo = stillLinked(deps, known, caller);
  const proven = { member, amr: "fed", authTime: authTimeOf(known, person, caller), isStillSo };
  const tokens = await openSession(deps, proven, remember, caller);
  if (!tokens) {
    fail("changed_meanwhile");
    return err("oidc_state_invalid");
  }
  const sessionId = tokens.session.id;
  deps.audit({ event: "authn_login_success", memberId, sessionId, outcome: "google" }, caller);
  return ok({ ...tokens, deviceToken: deviceTokenFor(deps, member.email, deviceToken) });
}

/** Asks whether an identity still signs its member in, who is as it was. @throws Unavailable, when it is asked */
export function stillLinked(
  deps: Deps,
  { identity, member }: Pick<KnownIdentity, "identity" | "member">,
  caller: Caller,
): () => Promise<boolean> {
  return async () => {
    const now = await deps.members.useIdentity(identity.id, caller.call);
    const isTheirs = now?.member.id === member.id && now.member.role === member.role;
    return isTheirs && now.member.status === "active";
  };
}

/** How an account that has the address may be proved; by mail alone where nothing else proves whose it is. @throws Unavailable */
export async function linkMethods(
  deps: Deps,
  { member, passwordHash }: Credential,
  caller: Caller,
): Promise<LinkMethod[]> {
  const methods: LinkMethod[] = [];
  // An unconfirmed account may be a squatter's: only the mailbox tells whose it is.
  if (member.emailVerified) {
    const passkeys = await deps.members.passkeysOf(member.id, caller.call);
    if (passwordHash !== null) methods.push("password");
    if (passkeys.some(({ secondOnly, suspended }) => !suspended && !secondOnly)) {
      methods.push("passkey");
    }
  }
  return methods.length > 0 ? methods : ["mail"];
}

/** Nothing is written but the ticket: neither member nor identity begins before its person decides. */
async function ticketFor(
  deps: Deps,
  person: OidcPerson & { email: string },
  { locale, provider }: OidcTransaction,
  remember: boolean,
  caller: Caller,
): Promise<GoogleOutput> {
  const { email, issuer, subject } = person;
  const account = await deps.members.credentialOf(email, caller.call);
  const ticket = deps.newSecret(32);
  const name = personName(person.name, locale);
  await deps.oidcStore.keepTicket(digestOf(ticket), {
    ...{ provider, issuer, subject, email, name, locale, remember },
    picture: personPicture(person.picture),
    memberId: account?.member.id ?? null,
    memberVersion: account?.member.version ?? null,
  });
  const given = { ticket, email, expiresIn: OIDC_SECONDS };
  if (!account) return { status: "consent_required", ...given, name };
  return { status: "link_required", ...given, methods: await linkMethods(deps, account, caller) };
}
