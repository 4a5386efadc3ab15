/** Opens an account with its credential; safe to repeat under one idempotency key. */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { CredentialRegister, Member } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Deps, EffectKey } from "../ports.ts";

/**
 * The hash is no part of the input a key stands for: bcrypt salts each call anew.
 *
 * @returns `repeated` when this key made the account before. The caller must not sign anyone in on it without
 *          checking the password · `email_taken`, also for a known key with another name or language
 */
export async function registerMember(
  input: CredentialRegister,
  deps: Deps,
): Promise<Result<{ member: Member; repeated: boolean }, "email_taken" | "validation_failed">> {
  const { idempotencyKey, ...account } = input;
  const emailNorm = normalizeEmail(input.email);
  if (emailNorm === null) return err("validation_failed");
  const created = await deps.members.create(
    { ...account, id: deps.newMemberId(), emailNorm },
    idempotencyKey === null ? null : effectKey(emailNorm, idempotencyKey, input),
  );
  if (created.kind === "email_taken") return err("email_taken");
  if (created.kind === "made") return ok({ member: created.member, repeated: false });
  if (!created.sameInput) return err("email_taken");
  return ok({ member: await deps.members.made(created.memberId), repeated: true });
}

/** The address is part of the principal: strangers who choose the same key never meet. */
function effectKey(emailNorm: string, key: string, input: CredentialRegister): EffectKey {
  return {
    principal: `register:${emailNorm}`,
    key,
    input: JSON.stringify([input.email, input.name, input.locale]),
  };
}
