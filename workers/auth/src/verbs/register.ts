/** Opens an account and signs it in (mode B: no mail is sent, the address counts as given). */
import type { RegisterOutput } from "@edgemart/contracts/auth";
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Member, RegisterInput } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { isCommonPassword } from "../core/common-password.ts";
import { type Caller, type Deps, Unavailable } from "../ports.ts";
import { openSession, sessionMember } from "./issue-tokens.ts";
import { storedHash } from "./stored-hash.ts";

type RegisterError =
  | "password_too_common"
  | "email_taken"
  | "validation_failed"
  | "idempotency_key_reused"
  | "temporarily_unavailable";

/**
 * Registers: common-password check, one hash, member and credential in one statement, session.
 *
 * A session that cannot be opened does not undo the account: the answer then has no tokens and `login_required`, as
 * has a repeat with the same key.
 *
 * @param idempotencyKey forwarded to member, which keeps it in the statement that makes the account
 * @throws Unavailable when nothing was made, or member did not tell
 * @see specs/auth.md items 10–12, 14–16
 */
export async function register(
  deps: Deps,
  input: RegisterInput,
  idempotencyKey: string | null,
  caller: Caller,
): Promise<Result<RegisterOutput, RegisterError>> {
  const { email, name, locale, password, accepts } = input;
  if (isCommonPassword(password, { email, name })) return err("password_too_common");
  const hashed = await storedHash(deps, password);
  if (!hashed.ok) return hashed;

  const passwordHash = hashed.value;
  const made = await deps.members.register(
    { email, name, locale, passwordHash, idempotencyKey, ...(accepts && { accepts }) },
    caller.call,
  );
  if (!made.ok) return made;
  const { member, repeated } = made.value;
  if (repeated) return repeatOf(member, email);
  deps.audit({ event: "user_created", memberId: member.id, outcome: "ok" }, caller);
  return ok(await signedIn(deps, member, caller));
}

async function signedIn(deps: Deps, member: Member, caller: Caller): Promise<RegisterOutput> {
  try {
    const tokens = await openSession(deps, { member, amr: "pwd", isStillSo: null }, false, caller);
    return tokens ? { member: sessionMember(member), tokens } : withoutTokens(member);
  } catch (thrown) {
    if (!(thrown instanceof Unavailable)) throw thrown;
    deps.warn("auth.registered_without_session", thrown, caller);
    return withoutTokens(member);
  }
}

/** A key that made another account must not show that account to another sender of the key. */
function repeatOf(member: Member, email: string): Result<RegisterOutput, "idempotency_key_reused"> {
  if (normalizeEmail(member.email) !== normalizeEmail(email)) return err("idempotency_key_reused");
  return ok(withoutTokens(member));
}

function withoutTokens(member: Member): RegisterOutput {
  return { member: sessionMember(member), tokens: null, code: "login_required" };
}
