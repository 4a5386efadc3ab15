/** Links a Google account to the account that has its address, once that account is proved, and signs in. */
import type { FirstFactorOutput } from "@edgemart/contracts/auth";
import type { GoogleLink } from "@edgemart/contracts/google";
import type { MfaMethod } from "@edgemart/contracts/mfa";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { digestOf } from "../core/digest.ts";
import { secondFactorsAsked } from "../core/second-factor.ts";
import type { Caller, Deps, OidcTicket } from "../ports.ts";
import { deviceTokenFor } from "./device-token-for.ts";
import { askSecondFactor } from "./finish-login.ts";
import { byPassword, openSession, type Proven } from "./issue-tokens.ts";
import { byPasskey, provePasskey } from "./prove-passkey.ts";
import { provePassword } from "./prove-password.ts";

/** Most wrong tries of one ticket. */
const TRIES_MAX = 5;

type LinkError =
  | "account_disabled"
  | "challenge_invalid"
  | "identity_exists"
  | "identity_taken"
  | "invalid_credentials"
  | "not_found"
  | "oidc_state_invalid"
  | "passkey_invalid"
  | "rate_limited"
  | "temporarily_unavailable";

/**
 * Counts a try of the ticket, looks at the proof as a sign-in does, takes the ticket, and links in one statement that
 * compares the member's version with the ticket's.
 *
 * @throws Unavailable
 * @see specs/identity.md 27, 29
 */
export async function linkGoogle(
  deps: Deps,
  input: GoogleLink,
  caller: Caller,
): Promise<Result<FirstFactorOutput, LinkError>> {
  const digest = digestOf(input.ticket);
  if (!deps.oidc) return err("not_found");
  const ticket = await deps.oidcStore.tryTicket(digest, TRIES_MAX);
  if (!ticket?.memberId) return err("oidc_state_invalid");
  const proved = await prove(deps, input, { ...ticket, memberId: ticket.memberId }, digest, caller);
  if (!proved.ok) return proved;
  const { member } = proved.value;
  const memberId = member.id;
  if (member.status !== "active") {
    deps.audit({ event: "authn_login_fail", memberId, outcome: "disabled" }, caller);
    return err("account_disabled");
  }
  // An unconfirmed account may be a squatter's, whose password proves nothing.
  const mayLink = member.emailVerified && member.version === ticket.memberVersion;
  if (!mayLink || !(await deps.oidcStore.takeTicket(digest))) return err("oidc_state_invalid");
  const { issuer, memberVersion, remember, subject } = ticket;
  const { first } = proved.value;
  if (first && first.methods.length > 0) {
    // The link waits for the second factor too.
    const { methods, passwordChangedAt } = first;
    const waits = { memberId, passwordChangedAt, amr: "pwd fed", remember, isKnownBrowser: false };
    const link = { issuer, subject, memberVersion };
    return ok(await askSecondFactor(deps, { ...waits, link }, methods));
  }
  const linked = await deps.members.linkIdentity(
    { issuer, subject, memberId, memberVersion },
    caller.call,
  );
  if (!linked.ok) {
    return err(linked.error.code === "not_found" ? "oidc_state_invalid" : linked.error.code);
  }
  deps.audit({ event: "authn_factor_change", memberId, outcome: "google_linked" }, caller);
  const proven = { ...proved.value, amr: `${proved.value.amr} fed` };
  const tokens = await openSession(deps, proven, remember, caller);
  if (!tokens) return err("oidc_state_invalid");
  const sessionId = tokens.session.id;
  deps.audit({ event: "authn_login_success", memberId, sessionId, outcome: "google" }, caller);
  return ok({ ...tokens, deviceToken: deviceTokenFor(deps, member.email, input.deviceToken) });
}

interface LinkProof extends Proven {
  /** What has to follow a password; a passkey is two factors. */
  first?: { methods: MfaMethod[]; passwordChangedAt: string | null };
}

async function prove(
  deps: Deps,
  { deviceToken, passkey, password }: GoogleLink,
  { memberId }: OidcTicket & { memberId: string },
  digest: string,
  caller: Caller,
): Promise<Result<LinkProof, LinkError>> {
  if (passkey) {
    const asked = { purpose: "link", sessionId: digest, memberId } as const;
    const proved = await provePasskey(deps, asked, passkey, caller);
    return proved.ok ? ok(byPasskey(deps, proved.value, caller)) : proved;
  }
  const known = await deps.members.credentialOfId(memberId, caller.call);
  if (!known) return err("oidc_state_invalid");
  const find = async () => known;
  const claim = { email: known.member.email, password: password ?? "", deviceToken, find };
  const proved = await provePassword(deps, claim, caller);
  if (!proved.ok) return proved;
  const { factors, member, passwordChangedAt } = proved.value;
  const methods = secondFactorsAsked(member.role, factors);
  return ok({ ...byPassword(deps, proved.value, caller), first: { methods, passwordChangedAt } });
}
