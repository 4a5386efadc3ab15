/** Exchanges a refresh token for new tokens. */
import type { SessionTokens } from "@edgemart/contracts/auth";
import type { MemberState } from "@edgemart/contracts/credentials";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { readRefreshToken } from "../core/refresh-token.ts";
import { sessionLife } from "../core/session-life.ts";
import type { Session } from "../core/sessions.ts";
import type { Caller, Deps } from "../ports.ts";
import { tokensOf } from "./issue-tokens.ts";

type RefreshError = "refresh_invalid" | "refresh_reused" | "session_revoked" | "rate_limited";

/**
 * Refreshes: MAC, session's member, member's present state, then one atomic transition.
 *
 * Member is asked before the transition, so that an outage there leaves the session untouched. The current token
 * rotates; its parent is answered with the current token for 30 s; anything older ends the session.
 *
 * @returns ok: tokens, the same for all who raced · `refresh_invalid`: not a token of ours, nothing happened ·
 *   `rate_limited`: too many for this session in a minute (counted by session, so tabs of one address are fine) ·
 *   `refresh_reused`: the session was ended · `session_revoked`: there is no session, or no member to it, any more
 * @throws Unavailable
 * @see specs/auth.md items 41–48, RFC 9700 §4.14.2
 */
export async function refresh(
  deps: Deps,
  refreshToken: string,
  caller: Caller,
): Promise<Result<SessionTokens, RefreshError>> {
  const { keys, current } = deps.config.AUTH_REFRESH_SECRETS;
  const presented = readRefreshToken(refreshToken, keys.values());
  if (!presented) return err("refresh_invalid");
  const { sessionId, counter } = presented;
  const [admission, known] = await Promise.all([
    deps.throttle.takeWindow("refresh", sessionId, Math.floor(deps.now() / 1000)),
    deps.sessions.peek(sessionId),
  ]);
  if (!admission.admitted) {
    return err("rate_limited", { retryAfterSeconds: admission.retryAfterSeconds });
  }
  if (!known) return err("session_revoked");
  const { memberId, remember, createdAt } = known;

  const member = await deps.members.stateOf(memberId, caller.call);
  // A session from before a disabling stays revoked, even if no one refreshed it while the member was disabled.
  if (member?.status !== "active" || isVoid(known, member)) {
    await deps.sessions.end({ kind: "end", scope: "one", memberId, sessionId });
    deps.audit({ event: "authn_token_revoked", memberId, sessionId, outcome: "no_member" }, caller);
    return err("session_revoked");
  }
  const nowMs = deps.now();
  const now = Math.floor(nowMs / 1000);
  const { idleSeconds, absoluteSeconds } = sessionLife(member.role, remember);
  const outcome = await deps.sessions.refresh({
    kind: "refresh",
    sessionId,
    memberId,
    counter,
    keyId: current,
    now,
    nowMs,
    arrivedMs: caller.arrivedMs,
    idleExpiry: now + idleSeconds,
    absoluteExpiry: createdAt + absoluteSeconds,
  });
  switch (outcome.kind) {
    case "rotated":
    case "current":
      deps.audit(
        { event: "authn_token_created", memberId, sessionId, outcome: outcome.kind },
        caller,
      );
      return ok(await tokensOf(deps, member, sessionId, outcome.renewal, caller));
    case "ahead":
      return err("refresh_invalid");
    case "reused":
      deps.audit({ event: "authn_token_reuse", memberId, sessionId, outcome: "ended" }, caller);
      return err("refresh_reused");
    case "expired":
    case "voided":
      deps.audit(
        { event: "authn_token_revoked", memberId, sessionId, outcome: outcome.kind },
        caller,
      );
      return err("session_revoked");
    case "unknown":
      return err("session_revoked");
  }
}

/** Whole seconds decide for a session, or by a member Worker, of an earlier version only. */
function isVoid(
  { createdAt, memberVersion }: Pick<Session, "createdAt" | "memberVersion">,
  { sessionsVoidBefore, sessionsVoidBelow }: MemberState,
): boolean {
  if (memberVersion === null || sessionsVoidBelow === undefined) {
    return createdAt < sessionsVoidBefore;
  }
  return memberVersion < sessionsVoidBelow;
}
