/** Ends sessions for the holder of one of them. */
import { readRefreshToken } from "../core/refresh-token.ts";
import type { EndCommand } from "../core/sessions.ts";
import type { Caller, Deps } from "../ports.ts";

/** What a logout asks for; as `LogoutInput` of the contract gives it. */
export interface LogoutRequest {
  refreshToken: string;
  scope: "local" | "others" | "global";
}

const SCOPE: Record<LogoutRequest["scope"], EndCommand["scope"]> = {
  local: "one",
  others: "others",
  global: "all",
};

/**
 * Logs out this session, the member's others or all of them; silently does nothing for a token of no live session.
 *
 * Any authentic token of a live session serves, a rotated one too: ending sessions is the safe direction. When this
 * resolves, the access tokens of the ended sessions are marked as revoked.
 *
 * @throws Unavailable
 * @see specs/auth.md items 49, 51
 */
export async function logout(deps: Deps, input: LogoutRequest, caller: Caller): Promise<void> {
  const { keys } = deps.config.AUTH_REFRESH_SECRETS;
  const presented = readRefreshToken(input.refreshToken, keys.values());
  if (!presented) return;
  const { sessionId } = presented;
  const known = await deps.sessions.peek(sessionId);
  if (!known) return;
  const { memberId } = known;
  const scope = SCOPE[input.scope];
  const ended = await deps.sessions.end({ kind: "end", scope, memberId, sessionId });
  for (const id of ended) {
    const outcome = `logout_${input.scope}`;
    deps.audit({ event: "authn_token_revoked", memberId, sessionId: id, outcome }, caller);
  }
}
