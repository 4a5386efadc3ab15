/** Ends sessions for their owner or for an administrator. */
import type { SessionView } from "@edgemart/contracts/auth";
import type { Identity } from "@edgemart/contracts/identity";
import type { Caller, Deps } from "../ports.ts";

/** How the audit names the end of every session of every member. */
export const END_EVERYONE = "end-all-sessions";

/** Shows the caller's sessions, newest first. @throws Unavailable */
export async function listSessions(deps: Deps, identity: Identity): Promise<SessionView[]> {
  const listed = await deps.sessions.list(identity.memberId);
  const newest = listed.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  return newest.map((session) => ({
    id: session.id,
    current: session.id === identity.sessionId,
    createdAt: iso(session.createdAt),
    lastSeenAt: iso(session.rotatedAt),
    device: session.userAgent,
    country: session.country || null,
    amr: session.amr.split(" "),
  }));
}

/**
 * Ends one session of the caller's; false when it is not there or not the caller's.
 *
 * @throws Unavailable
 * @see specs/auth.md item 50
 */
export async function endOwnSession(
  deps: Deps,
  { memberId }: Identity,
  sessionId: string,
  caller: Caller,
): Promise<boolean> {
  const ended = await deps.sessions.end({ kind: "end", scope: "one", memberId, sessionId });
  audit(deps, memberId, ended, "ended_by_member", caller);
  return ended.length > 0;
}

/** Ends a member's other sessions than the caller's; their tokens are revoked when it resolves. @throws Unavailable */
export async function endOthers(
  deps: Deps,
  { memberId, sessionId }: Identity,
  outcome: string,
  caller: Caller,
): Promise<void> {
  const others = { kind: "end", scope: "others", memberId, sessionId } as const;
  audit(deps, memberId, await deps.sessions.end(others), outcome, caller);
}

/** Ends all sessions of a member; their tokens are revoked when it resolves. @throws Unavailable */
export async function endAll(
  deps: Deps,
  memberId: string,
  outcome: string,
  caller: Caller,
): Promise<void> {
  const all = { kind: "end", scope: "all", memberId, sessionId: "" } as const;
  audit(deps, memberId, await deps.sessions.end(all), outcome, caller);
}

/**
 * Ends every session of every member, the administrator's own too, by beginning an era: what is of an earlier one is
 * revoked, and a sign-in from then on is of the new one.
 *
 * @throws Unavailable
 * @see specs/auth.md items 40, 54
 */
export async function endEveryone(deps: Deps, admin: Identity, caller: Caller): Promise<void> {
  await deps.sessions.endEveryone(deps.now());
  const { memberId: account, sessionId } = admin;
  deps.audit({ event: "authz_admin", account, sessionId, outcome: END_EVERYONE }, caller);
}

function audit(deps: Deps, memberId: string, ended: string[], outcome: string, caller: Caller) {
  for (const sessionId of ended) {
    deps.audit({ event: "authn_token_revoked", memberId, sessionId, outcome }, caller);
  }
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
