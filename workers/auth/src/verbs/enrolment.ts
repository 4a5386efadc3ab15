/** Who may add a second factor: a session that proved one, a member without one, an administrator with an enrolment link. */
import type { Identity, Role } from "@edgemart/contracts/identity";
import { LINK_LIFE_SECONDS } from "@edgemart/contracts/links";
import { hasSecondFactor } from "@edgemart/contracts/mfa";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { EnrolmentLink } from "@edgemart/contracts/second-factor";
import type { Caller, Deps } from "../ports.ts";
import { type GoodLink, goodLink, makeLink } from "./links.ts";

/** What of a member decides. */
export interface Enrolling {
  role: Role;
  /** There is one that a session can prove. */
  hasFactor: boolean;
}

/**
 * Decides whether a factor may be added. An administrator's first one is not made on the word of a password alone: it
 * takes a link that another administrator, or who runs the platform, has made for this account.
 *
 * @returns the link that is used up with it; null where none is needed
 * @throws Unavailable
 * @see specs/identity.md 48, 50
 */
export async function mayEnrol(
  deps: Deps,
  { hasFactor, role }: Enrolling,
  { amr, memberId }: Identity,
  enrolToken: string | undefined,
  caller: Caller,
): Promise<Result<GoodLink | null, "link_invalid" | "mfa_required">> {
  if (hasSecondFactor(amr)) return ok(null);
  if (hasFactor) return err("mfa_required");
  if (role !== "admin") return ok(null);
  if (enrolToken === undefined) return err("mfa_required");
  const good = await goodLink(deps, enrolToken, ["mfa_enrol"], caller);
  return good?.credential?.member.id === memberId ? ok(good) : err("link_invalid");
}

/**
 * Makes an enrolment link for a member. It serves the account and the role it was made under: a demotion voids it, a new
 * password does not, and neither does another link. The member is notified.
 *
 * @throws Unavailable
 * @see specs/identity.md 5, 50
 */
export async function createEnrolmentLink(
  deps: Deps,
  admin: Identity,
  memberId: string,
  caller: Caller,
): Promise<Result<EnrolmentLink, "not_found">> {
  const credential = await deps.members.credentialOfId(memberId, caller.call);
  if (!credential) return err("not_found");
  const { email, locale } = credential.member;
  const order = { kind: "mfa_enrol", credential, email, locale, issuedBy: admin.memberId } as const;
  const { token } = await makeLink(deps, { ...order, event: () => null });
  const { memberId: account, sessionId } = admin;
  const outcome = "mfa-link";
  deps.audit({ event: "authz_admin", account, memberId, sessionId, outcome }, caller);
  deps.audit({ event: "authn_factor_change", memberId, outcome: "enrolment_link_made" }, caller);
  return ok({ token, expiresIn: LINK_LIFE_SECONDS.mfa_enrol });
}
