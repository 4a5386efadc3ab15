/** What an administrator may do about a member's sign-in; every act is logged with who did it. */
import type { ResetLink } from "@edgemart/contracts/auth";
import type { Credential } from "@edgemart/contracts/credentials";
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Identity } from "@edgemart/contracts/identity";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { holdsRight } from "@edgemart/contracts/rights";
import { currentKey } from "@edgemart/worker-kit/key-ring";
import { accountDigest } from "../core/account-digest.ts";
import type { Caller, Deps } from "../ports.ts";
import { endAll } from "./end-sessions.ts";
import { mayMailByStaff } from "./mail-limit.ts";
import { issueReset, mailResetByStaff } from "./reset-password.ts";

/** One act: its name in the audit, and what it does for a member that exists. */
export interface AdminAct<T, E extends ErrorCode = never> {
  outcome: "unlock" | "end-sessions" | "reset-link" | "reset-mail";
  perform(
    deps: Deps,
    credential: Credential,
    caller: Caller,
    adminId: string,
  ): Promise<Result<T, E>>;
}

/** Forgets the failed sign-ins of an account. */
export const UNLOCK: AdminAct<null> = {
  outcome: "unlock",
  async perform(deps, { member }) {
    await deps.throttle.unlock(accountDigest(member.email, currentKey(deps.config.AUTH_PEPPERS)));
    return ok(null);
  },
};

/** Ends all sessions of a member. */
export const END_SESSIONS: AdminAct<null> = {
  outcome: "end-sessions",
  async perform(deps, { member }, caller) {
    await endAll(deps, member.id, "ended_by_admin", caller);
    return ok(null);
  },
};

/**
 * Mails the member a one-time link to a new password; who asked for it sees nothing of it. What strangers had mailed to the
 * address is not counted: else they could keep support from helping its owner.
 */
export const RESET_MAIL: AdminAct<null, "account_disabled" | "rate_limited"> = {
  outcome: "reset-mail",
  async perform(deps, credential, caller, adminId) {
    if (credential.member.status !== "active") return err("account_disabled");
    const admission = await mayMailByStaff(deps, credential.member.email);
    if (!admission.admitted) {
      return err("rate_limited", { retryAfterSeconds: admission.retryAfterSeconds });
    }
    await mailResetByStaff(deps, credential, adminId, caller);
    return ok(null);
  },
};

/**
 * Makes a one-time link to a new password, and shows it; the member is notified, so that none is made behind its back. Who
 * sees it can enter the account, so the right is asked for once more, as it is now.
 */
export const RESET_LINK: AdminAct<ResetLink, "forbidden"> = {
  outcome: "reset-link",
  async perform(deps, credential, caller, adminId) {
    const now = await deps.members.stateOf(adminId, caller.call);
    if (now?.status !== "active" || !holdsRight(now.role, "members.rights"))
      return err("forbidden");
    const made = await issueReset(deps, credential, adminId);
    const { id: memberId } = credential.member;
    deps.audit({ event: "authn_factor_change", memberId, outcome: "reset_link_made" }, caller);
    return ok(made);
  },
};

/**
 * Does one act for a member.
 *
 * @returns what the act gives or refuses · `not_found`
 * @throws Unavailable
 * @see specs/auth.md items 27, 54
 */
export async function administer<T, E extends ErrorCode = never>(
  deps: Deps,
  admin: Identity,
  { outcome, perform }: AdminAct<T, E>,
  memberId: string,
  caller: Caller,
): Promise<Result<T, E | "not_found">> {
  const known = await deps.members.credentialOfId(memberId, caller.call);
  if (!known) return err("not_found");
  const done = await perform(deps, known, caller, admin.memberId);
  if (!done.ok) return done;
  const { memberId: account, sessionId } = admin;
  deps.audit({ event: "authz_admin", account, memberId, sessionId, outcome }, caller);
  return done;
}
