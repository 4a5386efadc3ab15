/** Who uses a link to an address: the member itself, by its session or its password. Reading the mailbox is not enough. */
import type { Credential } from "@edgemart/contracts/credentials";
import type { EmailConfirmInput } from "@edgemart/contracts/email-change";
import { type Identity, isOfBefore } from "@edgemart/contracts/identity";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Caller, Deps } from "../ports.ts";
import { provePassword } from "./prove-password.ts";

type ProofError =
  | "validation_failed"
  | "invalid_credentials"
  | "rate_limited"
  | "temporarily_unavailable";

/**
 * Takes a living session of the member, or else its password; without either no try is counted.
 *
 * @returns the session, which goes on; null for a password
 * @throws Unavailable
 * @see specs/identity.md 13, 19
 */
export async function proveMember(
  deps: Deps,
  credential: Credential,
  { accessToken, deviceToken, password }: Pick<EmailConfirmInput, ProvedBy>,
  caller: Caller,
): Promise<Result<Identity | null, ProofError>> {
  const { email, id } = credential.member;
  const { sessionsVoidBelow } = credential;
  const identity = accessToken === undefined ? null : await livingSession(deps, accessToken);
  if (identity?.memberId === id && !isOfBefore(identity, sessionsVoidBelow)) return ok(identity);
  if (password === undefined) {
    const message = "is needed where nobody is signed in to this account";
    return err("validation_failed", { errors: [{ path: "password", code: "required", message }] });
  }
  const claim = { email, password, deviceToken, find: async () => credential };
  const proved = await provePassword(deps, claim, caller);
  return proved.ok ? ok(null) : proved;
}

type ProvedBy = "accessToken" | "deviceToken" | "password";

async function livingSession(deps: Deps, accessToken: string): Promise<Identity | null> {
  const seen = await deps.verifyAccessToken(accessToken, Math.floor(deps.now() / 1000));
  if (!seen.ok || (await deps.sessions.isRevoked(seen.identity))) return null;
  return seen.identity;
}
