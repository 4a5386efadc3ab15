/** Makes a member for an administrator; a repeated idempotency key gives the member it made before. */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Member, MemberCreate } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Deps, Write } from "../ports.ts";

type CreateError =
  | "email_taken"
  | "idempotency_key_reused"
  | "validation_failed"
  | "token_invalid"
  | "forbidden";

/**
 * @param write the administrator who makes it: keys of two never meet
 * @returns the member, or `email_taken` · `idempotency_key_reused` (the key made another input's member) ·
 *                  `token_invalid`, `forbidden`: who asks is no active administrator any more
 */
export async function createMember(
  input: MemberCreate,
  write: Write,
  deps: Deps,
): Promise<Result<Member, CreateError>> {
  const emailNorm = normalizeEmail(input.email);
  if (emailNorm === null) return err("validation_failed");
  const created = await deps.members.create(
    { ...input, id: deps.newMemberId(), emailNorm, passwordHash: null },
    write.key,
    write.viewer.memberId,
  );
  if (created.kind === "made") return ok(created.member);
  if (created.kind === "ended") return err("token_invalid");
  if (created.kind !== "known") return err(created.kind);
  if (!created.sameInput) return err("idempotency_key_reused");
  return ok(await deps.members.made(created.memberId));
}
