/** One-time password links: made by an administrator in place of a mail, used once within half an hour. */
import type { PasswordResetInput, ResetLink } from "@edgemart/contracts/auth";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { isCommonPassword } from "../core/common-password.ts";
import { resetDigest } from "../core/reset-token.ts";
import type { Caller, Deps } from "../ports.ts";
import { endAll } from "./end-sessions.ts";
import { storedHash } from "./stored-hash.ts";

/** Makes a link; an older one of the member is revoked from now on. @throws Unavailable */
export async function issueReset(deps: Deps, memberId: string): Promise<ResetLink> {
  const resetToken = deps.newSecret(32);
  const digest = resetDigest(resetToken);
  if (digest === null) throw new Error("a new reset token has a wrong form");
  await deps.resets.issue(digest, memberId);
  return { resetToken, expiresIn: deps.resets.lifeSeconds };
}

type ResetError = "reset_invalid" | "password_too_common" | "temporarily_unavailable";

/**
 * Sets a new password and ends every session; signs no one in.
 *
 * The link is used up only when the new hash is made, so a password that is refused does not cost it; of parallel
 * uses one succeeds.
 *
 * @throws Unavailable: after the link was used up the administrator makes a new one
 * @see specs/auth.md items 56, 57
 */
export async function resetPassword(
  deps: Deps,
  { newPassword, token }: PasswordResetInput,
  caller: Caller,
): Promise<Result<null, ResetError>> {
  const digest = resetDigest(token);
  const memberId = digest && (await deps.resets.peek(digest));
  const known = memberId ? await deps.members.credentialOfId(memberId, caller.call) : null;
  if (!digest || !memberId || !known) return err("reset_invalid");
  const { email, name } = known.member;
  if (isCommonPassword(newPassword, { email, name })) return err("password_too_common");
  const hashed = await storedHash(deps, newPassword);
  if (!hashed.ok) return hashed;
  if (!(await deps.resets.take(digest, memberId))) return err("reset_invalid");
  const sessionsVoidBefore = Math.floor(caller.arrivedMs / 1000);
  const change = {
    ...{ memberId, expectedHash: null, passwordHash: hashed.value, sessionsVoidBefore },
    reason: "reset",
  } as const;
  if (!(await deps.members.replaceCredential(change, caller.call))) return err("reset_invalid");
  deps.audit({ event: "authn_password_change", memberId, outcome: "reset" }, caller);
  await endAll(deps, memberId, "password_reset", caller);
  return ok(null);
}
