/** What an administrator may do about a member's sign-in; every act is logged with who did it. */
import type { ResetLink } from "@edgemart/contracts/auth";
import type { Credential } from "@edgemart/contracts/credentials";
import type { Identity } from "@edgemart/contracts/identity";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { currentKey } from "@edgemart/worker-kit/key-ring";
import { accountDigest } from "../core/account-digest.ts";
import type { Caller, Deps } from "../ports.ts";
import { endAll } from "./end-sessions.ts";
import { issueReset } from "./reset-password.ts";

/** One act: its name in the audit, and what it does for a member that exists. */
export interface AdminAct<T> {
  outcome: "unlock" | "end-sessions" | "reset-link";
  perform(deps: Deps, credential: Credential, caller: Caller, adminId: string): Promise<T>;
}

/** Forgets the failed sign-ins of an account. */
export const UNLOCK: AdminAct<void> = {
  outcome: "unlock",
  async perform(deps, { member }) {
    await deps.throttle.unlock(accountDigest(member.email, currentKey(deps.config.AUTH_PEPPERS)));
  },
};

/** Ends all sessions of a member. */
export const END_SESSIONS: AdminAct<void> = {
  outcome: "end-sessions",
  perform: (deps, { member }, caller) => endAll(deps, member.id, "ended_by_admin", caller),
};

/** Makes a one-time password link; the member is notified, so that none is made behind its back. */
export const RESET_LINK: AdminAct<ResetLink> = {
  outcome: "reset-link",
  async perform(deps, credential, caller, adminId) {
    const made = await issueReset(deps, credential, adminId);
    const { id: memberId } = credential.member;
    deps.audit({ event: "authn_factor_change", memberId, outcome: "reset_link_made" }, caller);
    return made;
  },
};

/**
 * Does one act for a member.
 *
 * @returns what the act gives · `not_found`
 * @throws Unavailable
 * @see specs/auth.md items 27, 54
 */
export async function administer<T>(
  deps: Deps,
  admin: Identity,
  { outcome, perform }: AdminAct<T>,
  memberId: string,
  caller: Caller,
): Promise<Result<T, "not_found">> {
  const known = await deps.members.credentialOfId(memberId, caller.call);
  if (!known) return err("not_found");
  const done = await perform(deps, known, caller, admin.memberId);
  const { memberId: account, sessionId } = admin;
  deps.audit({ event: "authz_admin", account, memberId, sessionId, outcome }, caller);
  return ok(done);
}
