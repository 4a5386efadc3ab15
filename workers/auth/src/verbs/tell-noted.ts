/** Tells a member's owner what was done to its account in this request: after the answer, and no failure changes that. @see specs/notifications.md 7, 53 */
import type { LoginOutput } from "@edgemart/contracts/auth";
import type { AuthEvent, AuthEventSubject } from "@edgemart/contracts/events/auth-events";
import { outboxRowsOf } from "../core/outbox-rows.ts";
import type { AuditRecord, Caller, Deps } from "../ports.ts";
import { END_EVERYONE } from "./end-sessions.ts";
import { FACTOR_LOCK } from "./prove-second-factor.ts";
import { authEvent } from "./tell.ts";

/** Ways in that a request may have changed; what was refused has changed nothing. */
const REFUSED = /_(refused|fail)$/;

/** What ends a session. */
const ENDS: ReadonlySet<AuditRecord["event"]> = new Set([
  "authn_token_revoked",
  "authn_token_reuse",
]);

/**
 * Notes that a session was opened in a browser which held no token of this account: it has just been given one. The session that
 * ends a registration is not noted.
 */
export function noteSignIn(
  caller: Caller,
  opened: LoginOutput | { status: string },
  method: string,
): void {
  // A second factor that is still asked for has opened nothing.
  if (!("session" in opened) || opened.deviceToken === null) return;
  caller.newDevice = { memberId: opened.member.id, method };
}

/** Writes the events of a request, and sends them. Only what its audit has noted is in them, so neither can name another account. */
export function tellNoted(deps: Deps, caller: Caller): void {
  for (const event of eventsOf(deps, caller)) caller.later(tellOne(deps, event, caller));
}

/**
 * An event that could not be written goes to its queue without a row: nothing else remembers which session ended, and what a
 * browser was given for it would serve on. Where the row was written after all and its answer lost, the id is the same, and
 * its reader takes it once.
 */
async function tellOne(deps: Deps, event: AuthEvent, caller: Caller): Promise<void> {
  try {
    await deps.links.tell(event);
  } catch (thrown) {
    deps.warn("auth.event_not_written", thrown, caller);
    await deps.events.send(outboxRowsOf(event));
  }
}

function eventsOf(deps: Deps, caller: Caller): AuthEvent[] {
  const { newDevice, noted } = caller;
  const opened = newDevice
    ? [
        authEvent(
          deps,
          "auth.session_opened",
          { type: "member", id: newDevice.memberId },
          { ...newDevice, newDevice: true },
          caller,
        ),
      ]
    : [];
  const changed = noted.flatMap((record) => changeOf(deps, record, caller) ?? []);
  return [...opened, ...changed, ...endedIn(deps, noted, caller)];
}

/**
 * One event for a member's sessions that ended for one reason: a change of the password may end twenty. When those of all members
 * ended, no list would hold them: the event names the session that ended them, and says so.
 */
function endedIn(deps: Deps, noted: readonly AuditRecord[], caller: Caller): AuthEvent[] {
  const everyone = noted.flatMap(({ event, outcome, account = "", sessionId = "" }) =>
    event === "authz_admin" && outcome === END_EVERYONE
      ? [
          endedEvent(
            deps,
            { memberId: account, sessions: [sessionId], reason: outcome, everyone: true },
            caller,
          ),
        ]
      : [],
  );
  const ended = noted.filter(
    ({ event, memberId, sessionId }) => ENDS.has(event) && memberId && sessionId,
  );
  const groups = Map.groupBy(ended, ({ memberId, outcome }) => `${memberId} ${outcome}`);
  const ofMembers = [...groups.values()].map((group) => {
    const [{ memberId = "", outcome = "" } = {}] = group;
    const sessions = group.flatMap(({ sessionId }) => sessionId ?? []);
    return endedEvent(deps, { memberId, sessions, reason: outcome }, caller);
  });
  return [...everyone, ...ofMembers];
}

function endedEvent(
  deps: Deps,
  data: AuthEventSubject<"auth.sessions_ended">,
  caller: Caller,
): AuthEvent {
  const aggregate = { type: "member", id: data.memberId } as const;
  return authEvent(deps, "auth.sessions_ended", aggregate, data, caller);
}

function changeOf(
  deps: Deps,
  { event, memberId, outcome }: AuditRecord,
  caller: Caller,
): AuthEvent | null {
  if (memberId === undefined) return null;
  const aggregate = { type: "member", id: memberId } as const;
  if (event === "authn_password_change") {
    const what = outcome === "ok" ? "change" : outcome;
    return authEvent(deps, "auth.password_changed", aggregate, { memberId, what }, caller);
  }
  if (event === "authn_factor_change" && !REFUSED.test(outcome)) {
    return authEvent(deps, "auth.factor_changed", aggregate, { memberId, what: outcome }, caller);
  }
  if (event === "authn_login_lock") {
    const reason = outcome === FACTOR_LOCK ? "codes" : "passwords";
    return authEvent(deps, "auth.sign_in_blocked", aggregate, { memberId, reason }, caller);
  }
  return null;
}
