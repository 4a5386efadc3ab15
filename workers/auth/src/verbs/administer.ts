/** What an administrator may do about a member's sign-in; every act is logged with who did it. */
import type { ResetLink } from "@edgemart/contracts/auth";
import type { Identity } from "@edgemart/contracts/identity";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { accountDigest } from "../core/account-digest.ts";
import type { Caller, Deps } from "../ports.ts";
import { endAll } from "./end-sessions.ts";
import { issueReset } from "./reset-password.ts";

export type AdminAct = "unlock" | "end-sessions" | "reset-link";

/**
 * Does one act for a member.
 *
 * @returns the link of `reset-link`, else null · `not_found`
 * @throws Unavailable
 * @see specs/auth.md items 27, 54
 */
export async function administer(
  deps: Deps,
  admin: Identity,
  act: AdminAct,
  memberId: string,
  caller: Caller,
): Promise<Result<ResetLink | null, "not_found">> {
  const known = await deps.members.credentialOfId(memberId, caller.call);
  if (!known) return err("not_found");
  const done = await perform(deps, act, known.member, caller);
  const { memberId: account, sessionId } = admin;
  deps.audit({ event: "authz_admin", account, memberId, sessionId, outcome: act }, caller);
  return ok(done);
}

async function perform(
  deps: Deps,
  act: AdminAct,
  { email, id }: { email: string; id: string },
  caller: Caller,
): Promise<ResetLink | null> {
  switch (act) {
    case "unlock": {
      const { current, keys } = deps.config.AUTH_PEPPERS;
      await deps.throttle.unlock(accountDigest(email, keys.get(current) ?? new Uint8Array(32)));
      return null;
    }
    case "end-sessions":
      await endAll(deps, id, "ended_by_admin", caller);
      return null;
    case "reset-link":
      return issueReset(deps, id);
  }
}
