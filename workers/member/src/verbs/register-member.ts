/** Opens an account with its credential; safe to repeat under one idempotency key. */

import type { CredentialRegister } from "@edgemart/contracts/credentials";
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Member } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Deps, WriteKey } from "../ports.ts";

type RegisterError = "email_taken" | "validation_failed" | "idempotency_key_reused";

/**
 * The hash is no part of the input a key represents: bcrypt salts each call anew.
 *
 * @returns `repeated` when this key made the account before. The caller must not sign anyone in on it without
 *          checking the password · `email_taken` ·
 *          `idempotency_key_reused`: the key came with another address, name or language (auth, attack 92)
 */
export async function registerMember(
  input: CredentialRegister,
  deps: Deps,
): Promise<Result<{ member: Member; repeated: boolean }, RegisterError>> {
  const { idempotencyKey, ...account } = input;
  const emailNorm = normalizeEmail(input.email);
  if (emailNorm === null) return err("validation_failed");
  const created = await deps.members.create(
    { ...account, id: deps.newMemberId(), emailNorm },
    idempotencyKey === null ? null : effectKey(idempotencyKey, input),
    null,
  );
  if (created.kind === "made") return ok({ member: created.member, repeated: false });
  if (created.kind !== "known") return err("email_taken");
  if (!created.sameInput) return err("idempotency_key_reused");
  return ok({ member: await deps.members.made(created.memberId), repeated: true });
}

/**
 * One principal for all who are not members yet, so that a key with another address is seen. Strangers who choose one
 * key (21 characters or more, random) learn nothing of each other: only the same input is answered with the member.
 */
function effectKey(key: string, input: CredentialRegister): WriteKey {
  return {
    principal: "register",
    key,
    input: JSON.stringify([
      input.email,
      input.name,
      input.locale,
      ...(input.accepts ? [input.accepts] : []),
    ]),
  };
}
