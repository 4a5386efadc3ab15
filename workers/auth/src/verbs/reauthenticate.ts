/** Proves the password again within a session: what follows may need a recent proof. */
import type { ReauthenticateInput, ReauthenticateOutput } from "@edgemart/contracts/auth";
import type { Identity } from "@edgemart/contracts/identity";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { sessionLife } from "../core/session-life.ts";
import type { Caller, Deps } from "../ports.ts";
import { accessTokenOf } from "./issue-tokens.ts";
import { provePassword } from "./prove-password.ts";

type ReauthenticateError =
  | "invalid_credentials"
  | "rate_limited"
  | "temporarily_unavailable"
  | "token_invalid";

/**
 * Gives an access token with a new `auth_time`; the session remembers it for its later tokens.
 *
 * A wrong password counts against the account as at sign-in. The refresh token stays as it is.
 *
 * @returns `token_invalid`: session or member ended meanwhile
 * @throws Unavailable
 */
export async function reauthenticate(
  deps: Deps,
  identity: Identity,
  { deviceToken, password }: ReauthenticateInput,
  caller: Caller,
): Promise<Result<ReauthenticateOutput, ReauthenticateError>> {
  const { memberId, sessionId } = identity;
  const known = await deps.members.credentialOfId(memberId, caller.call);
  if (known?.member.status !== "active") return err("token_invalid");
  const { email } = known.member;
  const find = async () => known;
  const proved = await provePassword(deps, { email, password, deviceToken, find }, caller);
  if (!proved.ok) return proved;
  const now = Math.floor(caller.arrivedMs / 1000);
  const own = await deps.sessions.peek(sessionId);
  if (!own || !(await deps.sessions.confirm({ kind: "confirm", sessionId, memberId, now }))) {
    return err("token_invalid");
  }
  deps.audit({ event: "authn_token_created", memberId, sessionId, outcome: "reauth" }, caller);
  const { absoluteSeconds } = sessionLife(known.member.role, own.remember);
  const proof = {
    ...{ authTime: now, amr: "pwd", era: own.era },
    absoluteExpiry: own.createdAt + absoluteSeconds,
  };
  const { accessToken, expiresIn } = await accessTokenOf(
    deps,
    known.member,
    sessionId,
    proof,
    caller,
  );
  return ok({ accessToken, tokenType: "Bearer", expiresIn });
}
