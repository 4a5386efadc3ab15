/** Changes a password on the word of the old one. */
import type { PasswordChangeInput, SessionTokens } from "@edgemart/contracts/auth";
import type { Identity } from "@edgemart/contracts/identity";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { isCommonPassword } from "../core/common-password.ts";
import { withMethods } from "../core/sessions.ts";
import type { Caller, Deps } from "../ports.ts";
import { endAll } from "./end-sessions.ts";
import { byPassword, openSession } from "./issue-tokens.ts";
import { provePassword } from "./prove-password.ts";
import { storedHash } from "./stored-hash.ts";

type ChangeError =
  | "invalid_credentials"
  | "password_too_common"
  | "rate_limited"
  | "temporarily_unavailable"
  | "token_invalid";

/**
 * Replaces the hash if it still is the proved one, ends every session and opens a new one for the caller.
 *
 * The caller's tokens come with the answer: a rotated session whose tokens no one was given would be lost.
 *
 * @returns `invalid_credentials`: the old password is wrong, or was changed at this very moment
 * @throws Unavailable: when the password has been changed already, signing in with the new one goes on
 * @see specs/auth.md items 53, 58
 */
export async function changePassword(
  deps: Deps,
  { memberId, sessionId }: Identity,
  { currentPassword, deviceToken, newPassword }: PasswordChangeInput,
  caller: Caller,
): Promise<Result<SessionTokens, ChangeError>> {
  const known = await deps.members.credentialOfId(memberId, caller.call);
  if (known?.member.status !== "active") return err("token_invalid");
  const { email, name } = known.member;
  if (isCommonPassword(newPassword, { email, name })) return err("password_too_common");
  const find = async () => known;
  const claim = { email, password: currentPassword, deviceToken, find };
  const proved = await provePassword(deps, claim, caller);
  if (!proved.ok) {
    const { code: outcome } = proved.error;
    deps.audit({ event: "authn_password_change_fail", memberId, sessionId, outcome }, caller);
    return proved;
  }
  const hashed = await storedHash(deps, newPassword);
  if (!hashed.ok) return hashed;
  const passwordHash = hashed.value;
  const expectedHash = proved.value.passwordHash;
  // If this Worker stops before it has ended them, older sessions are revoked all the same.
  const sessionsVoidBefore = Math.floor(caller.arrivedMs / 1000);
  const change = {
    ...{ memberId, expectedHash, passwordHash, sessionsVoidBefore },
    reason: "change",
  } as const;
  if (!(await deps.members.replaceCredential(change, caller.call)))
    return err("invalid_credentials");
  deps.audit({ event: "authn_password_change", memberId, sessionId, outcome: "ok" }, caller);
  const own = await deps.sessions.peek(sessionId);
  await endAll(deps, memberId, "password_change", caller);
  const changed = await deps.members.credentialOfId(memberId, caller.call);
  if (changed?.passwordHash !== passwordHash) return err("invalid_credentials");
  // The new session is as well proved as the one it replaces.
  const proven = byPassword(deps, changed, caller, withMethods(own?.amr ?? "", "pwd"));
  const tokens = await openSession(deps, proven, own?.remember ?? false, caller);
  return tokens ? ok(tokens) : err("invalid_credentials");
}
