/** Connects Google to an account whose mailbox is proved by a link: for who has neither its password nor a passkey. @see specs/identity.md 28 */
import type { FirstFactorOutput } from "@edgemart/contracts/auth";
import type { Credential } from "@edgemart/contracts/credentials";
import type { ClaimInput, GoogleClaim } from "@edgemart/contracts/google";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { currentKey } from "@edgemart/worker-kit/key-ring";
import { accountDigest } from "../core/account-digest.ts";
import { Claimed } from "../core/claimed.ts";
import { digestOf } from "../core/digest.ts";
import { browserDigest } from "../core/links.ts";
import { secondFactorsAsked } from "../core/second-factor.ts";
import type { Caller, Deps } from "../ports.ts";
import { deviceTokenFor } from "./device-token-for.ts";
import { endAll } from "./end-sessions.ts";
import { askSecondFactor } from "./finish-login.ts";
import { openSession } from "./issue-tokens.ts";
import { type GoodLink, goodLink, makeLink, takeLink } from "./links.ts";
import { linkMethods, stillLinked } from "./login-by-google.ts";
import { mayMail } from "./mail-limit.ts";
import { provePassword } from "./prove-password.ts";
import { authEvent } from "./tell.ts";

/**
 * Uses the ticket up and mails a link to the account's address. Above the address's limit, and to an administrator,
 * nothing is mailed and the answer is the same.
 *
 * @throws Unavailable; the ticket is used then
 */
export async function askToClaim(
  deps: Deps,
  { ticket }: GoogleClaim,
  caller: Caller,
): Promise<Result<null, "not_found" | "oidc_state_invalid">> {
  if (!deps.oidc) return err("not_found");
  const digest = digestOf(ticket);
  const known = await deps.oidcStore.peekTicket(digest);
  const credential = known?.memberId
    ? await deps.members.credentialOfId(known.memberId, caller.call)
    : null;
  const isSame = credential?.member.version === known?.memberVersion;
  if (!known || !credential || !isSame) return err("oidc_state_invalid");
  if (!(await isByMail(deps, credential, caller))) return err("oidc_state_invalid");
  if (!(await deps.oidcStore.takeTicket(digest))) return err("oidc_state_invalid");
  const { email, id: memberId, role, status } = credential.member;
  const isAdmitted = await mayMail(deps, email, undefined);
  const outcome = isAdmitted ? "link_asked_for" : "too_many_links";
  // By its digest: nothing of the member has changed yet, and its link is the mail.
  const account = accountDigest(email, currentKey(deps.config.AUTH_PEPPERS));
  deps.audit({ event: "authn_factor_change", account, outcome }, caller);
  if (!isAdmitted || role === "admin" || status !== "active") return ok(null);
  const { issuer, locale, remember, subject } = known;
  const payload = { issuer, subject, remember, browser: browserDigest(ticket) };
  const about = { type: "member", id: memberId } as const;
  await makeLink(deps, {
    ...{ kind: "claim", credential, email, locale, payload },
    event: (linkId) =>
      authEvent(deps, "auth.claim_requested", about, { linkId, locale, memberId }, caller),
  });
  return ok(null);
}

type ClaimError =
  | "identity_taken"
  | "invalid_credentials"
  | "link_invalid"
  | "not_found"
  | "rate_limited"
  | "temporarily_unavailable";

/**
 * Connects, in the browser that began alone, and signs in. An account that no one has confirmed is emptied first, unless
 * its password is given too: who made it may have laid ways in there.
 *
 * @throws Unavailable: a use that was cut off may be repeated after half a minute, and acts once
 */
export async function claim(
  deps: Deps,
  { browserKey, deviceToken, password, token }: ClaimInput,
  caller: Caller,
): Promise<Result<FirstFactorOutput, ClaimError>> {
  if (!deps.oidc) return err("not_found");
  const good = await goodLink(deps, token, ["claim"], caller);
  const kept = Claimed.safeParse(good?.link.payload);
  const credential = good?.credential;
  const isOwn = kept.success && kept.data.browser === browserDigest(browserKey);
  if (!good || !credential || !isOwn || credential.member.role === "admin") {
    deps.audit({ event: "authn_login_fail", outcome: "google_claim" }, caller);
    return err("link_invalid");
  }
  if (!(await isByMail(deps, credential, caller))) return err("link_invalid");
  const { factors, member } = credential;
  const { id: memberId } = member;
  if (password) {
    const proved = await provePending(deps, good, credential, { password, deviceToken }, caller);
    if (!proved.ok) return proved;
  }
  const isEmptied = !member.emailVerified && !password;
  if (!(await takeLink(deps, good))) return err("link_invalid");
  const { issuer, remember, subject } = kept.data;
  const amr = password ? "pwd fed" : "fed";
  const sessionsVoidBefore = Math.floor(caller.arrivedMs / 1000);
  const link = { issuer, subject, memberVersion: member.version };
  const asked = isEmptied ? [] : secondFactorsAsked(member.role, factors);
  if (asked.length > 0) {
    // What its owner has set up is asked too, and only then anything changes.
    const { passwordChangedAt } = credential;
    const waits = { memberId, passwordChangedAt, amr, remember, isKnownBrowser: false };
    const linkId = good.link.id;
    return ok(await askSecondFactor(deps, { ...waits, link: { ...link, linkId } }, asked));
  }
  const claimed = await deps.members.claimIdentity(
    { ...link, memberId, linkId: good.link.id, isEmptied, sessionsVoidBefore },
    caller.call,
  );
  await deps.links.finish(good.link.id, null);
  if (!claimed.ok) {
    return err(claimed.error.code === "not_found" ? "link_invalid" : claimed.error.code);
  }
  const outcome = isEmptied ? "google_claimed_emptied" : "google_linked";
  deps.audit({ event: "authn_factor_change", memberId, outcome }, caller);
  if (isEmptied) {
    await endAll(deps, memberId, "google_claimed", caller);
    await deps.links.dropAllOf(memberId, []);
  }
  const tokens = await openSession(
    deps,
    {
      ...{ member: claimed.value.member, amr },
      isStillSo: stillLinked(deps, claimed.value, caller),
      // The mailbox and Google were proved; neither is a password or passkey given now.
      ...(!password && { authTime: 0 }),
    },
    remember,
    caller,
  );
  if (!tokens) return err("link_invalid");
  const sessionId = tokens.session.id;
  deps.audit({ event: "authn_login_success", memberId, sessionId, outcome: "google" }, caller);
  return ok({ ...tokens, deviceToken: deviceTokenFor(deps, member.email, deviceToken) });
}

/** Tells whether nothing but its mailbox proves an account. */
async function isByMail(deps: Deps, credential: Credential, caller: Caller): Promise<boolean> {
  return (await linkMethods(deps, credential, caller)).includes("mail");
}

/** Counts the try at the link too: five for each link. */
async function provePending(
  deps: Deps,
  { link }: GoodLink,
  credential: Credential,
  { deviceToken, password }: { deviceToken: string | undefined; password: string },
  caller: Caller,
): Promise<Result<null, "invalid_credentials" | "rate_limited" | "temporarily_unavailable">> {
  if (!(await deps.links.takeTry(link.id))) return err("invalid_credentials");
  const find = async () => credential;
  const given = { email: credential.member.email, password, deviceToken, find };
  const proved = await provePassword(deps, given, caller);
  return proved.ok ? ok(null) : proved;
}
