/** What a member has lost, its app or its passkeys, is taken away by another who is an administrator. @see specs/identity.md 50 */
import type { Identity } from "@edgemart/contracts/identity";
import { ok, type Result } from "@edgemart/contracts/result";
import type { Caller, Deps } from "../ports.ts";
import { endAll } from "./end-sessions.ts";

/**
 * Takes all of them, because a phone holds more than one, and ends the member's sessions; its owner is notified. No one does
 * so for its own account: a session that was stolen would enrol its own factor then.
 *
 * @throws Unavailable: it may be repeated
 */
export async function resetFactors(
  deps: Deps,
  { memberId: account, sessionId }: Identity,
  memberId: string,
  caller: Caller,
): Promise<Result<null, "forbidden" | "not_found">> {
  const done = await deps.members.resetFactors({ memberId, actorId: account }, caller.call);
  if (!done.ok) return done;
  deps.audit({ event: "authz_admin", account, memberId, sessionId, outcome: "mfa-reset" }, caller);
  if (done.value) {
    deps.audit({ event: "authn_factor_change", memberId, outcome: "factor_reset" }, caller);
  }
  await endAll(deps, memberId, "factor_reset", caller);
  return ok(null);
}
