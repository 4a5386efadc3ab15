/** Makes a member for an administrator; a repeated idempotency key gives the member it made before. */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Member, MemberCreate } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Deps, EffectKey } from "../ports.ts";

type CreateError =
  | "email_taken"
  | "idempotency_key_reused"
  | "validation_failed"
  | "token_invalid"
  | "forbidden";

/**
 * @param by        the administrator's member id: keys of two administrators never meet
 * @param key       null when the request carried none
 * @returns the member, or `email_taken` · `idempotency_key_reused` (the key made another input's member) ·
 *                  `token_invalid`, `forbidden`: who asks is no active administrator any more
 */
export async function createMember(
  input: MemberCreate,
  by: string,
  key: string | null,
  deps: Deps,
): Promise<Result<Member, CreateError>> {
  const emailNorm = normalizeEmail(input.email);
  if (emailNorm === null) return err("validation_failed");
  const canonical = JSON.stringify(["POST", "/api/members", input.email, input.name, input.locale]);
  const effect: EffectKey | null = key === null ? null : { principal: by, key, input: canonical };
  const created = await deps.members.create(
    { ...input, id: deps.newMemberId(), emailNorm, passwordHash: null },
    effect,
    by,
  );
  if (created.kind === "made") return ok(created.member);
  if (created.kind === "ended") return err("token_invalid");
  if (created.kind !== "known") return err(created.kind);
  if (!created.sameInput) return err("idempotency_key_reused");
  return ok(await deps.members.made(created.memberId));
}
